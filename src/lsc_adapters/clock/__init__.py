"""What time it is: by the machine (`system`), or by whoever sets it (`fixed`)."""
