"""Reports: lists and figures leave as files: spreadsheets, printed pages, in a request or as a job."""
