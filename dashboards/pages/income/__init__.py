"""Page Inntekter."""
