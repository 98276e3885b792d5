"""
The only place where rules meet doors: load, decide, keep.

A use case holds no rule of property and no rule touches a port.
"""
