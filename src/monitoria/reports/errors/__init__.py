"""Problems of reports."""
