"""What every workbook that is written shares: cells, formulas, lists, looks, streams of rows."""
