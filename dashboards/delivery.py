"""How answers leave the server: compressed, cached for long where they cannot change, closed outwards."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import brotli
from flask import Flask, Response, request
from werkzeug.wrappers import Request

_BUNDLES: Final = ("/_dash-component-suites/", "/assets/")
_COMPRESSIBLE: Final = ("text/", "application/json", "application/javascript", "image/svg+xml")
_WORTH_IT: Final = 1024
_QUALITY_BUNDLE: Final = 7
_QUALITY_ANSWER: Final = 4
_BUNDLES_KEPT: Final = 64
_YEAR: Final = 31_536_000


def script_hash(script: str) -> str:
    """The Content-Security-Policy source of one inline script."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def deliver(server: Flask, script_hashes: Sequence[str]) -> None:
    """Set up compression, caching and the policy that lets the browser talk to this server only."""
    policy = "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {' '.join(script_hashes)}",
            # plotly and Dash set styles on their elements.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )

    @server.after_request
    def finish(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        if response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = policy
        bundle = request.path.startswith(_BUNDLES) and response.status_code == 200
        if bundle and ("m" in request.args or _fingerprinted(request.path)):
            response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        return compressed(request, response, bundle=bundle)


def _fingerprinted(path: str) -> bool:
    """True for Dash's own bundles, whose names change when their content does."""
    return ".v" in path and "m" in path.rpartition(".v")[2]


def compressed(asked: Request, response: Response, *, bundle: bool = False) -> Response:
    """The answer compressed, when it is worth it and the browser takes it; a `bundle` once and for all."""
    plain = (
        response.status_code == 200
        and takes_brotli(asked)
        and "Content-Encoding" not in response.headers
        and (response.mimetype or "").startswith(_COMPRESSIBLE)
    )
    if not plain:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < _WORTH_IT:
        return response
    response.set_data(_bundle(body) if bundle else brotli.compress(body, quality=_QUALITY_ANSWER))
    response.headers["Content-Encoding"] = "br"
    response.vary.add("Accept-Encoding")
    if bundle:
        # The tag named the uncompressed bytes; the compressed ones never change under their address.
        response.headers.pop("ETag", None)
    return response


def takes_brotli(asked: Request) -> bool:
    """Whether the browser takes an answer compressed: all that the bytes sent depend on."""
    return asked.accept_encodings["br"] > 0


@lru_cache(maxsize=_BUNDLES_KEPT)
def _bundle(body: bytes) -> bytes:
    """The compressed bundle, made once per process."""
    return bytes(brotli.compress(body, quality=_QUALITY_BUNDLE))
