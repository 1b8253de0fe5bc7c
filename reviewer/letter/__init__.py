"""Door for PDF: letters and other printed pages."""
