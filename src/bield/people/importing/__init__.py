"""Lists of people from other systems: read as a stream, believed in nothing, laid beside what is
known here. Nothing in here asks a table (but `models`, which are some) or changes one.
"""
