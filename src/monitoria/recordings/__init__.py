"""The sound of calls: kept byte for byte, measured by decoding it, played beside the scorecard."""
