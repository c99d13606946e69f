"""Office files in (paragraphs, tables) and out (DOCX, XLSX)."""
