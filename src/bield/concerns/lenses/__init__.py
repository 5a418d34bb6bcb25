"""The decision table: questions and lenses as data, and a small engine that only ever adds.

Pure: no table, no clock, no request. `engine.work_out` is given `Facts` and answers an `Outcome`.
"""
