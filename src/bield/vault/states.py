ROOT = "root"  # the data key from which an organisation's keys for a purpose are derived
