"""Files given and received: the tables arrive with the issue that sends a proof from the phone."""
