"""The settings workbook, sheet by sheet."""
