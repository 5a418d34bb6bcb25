"""What a report may answer beyond the three questions it must: kept as deeds, read by the table."""

COLLEAGUE = "colleague"  # somebody who works or helps here may be in question
