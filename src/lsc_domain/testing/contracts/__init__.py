"""
What every adapter of a port must do, whoever wrote it: one class per port, its laws as tests.

A class is named without « Test », so that pytest collects only the subclass you write, which gives a maker.
"""
