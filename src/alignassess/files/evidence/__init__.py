"""Result files of evaluation tools, read as evidence: one module for each format.

`result_file.read_result_file` is the way in. Formats are told apart by content, never by name.
"""

READERS: tuple[str, ...] = (
    "alignassess.files.evidence.inspect_log",
    "alignassess.files.evidence.lm_eval",
    "alignassess.files.evidence.every_eval_ever",
    "alignassess.files.evidence.promptfoo",
    "alignassess.files.evidence.helm",
    "alignassess.files.evidence.cyclonedx",
    "alignassess.files.evidence.garak",
    "alignassess.files.evidence.model_index",
)
"""The modules that read one format each, in the order in which they are asked: zip archives, then
JSON objects from the most to the least particular keys, then JSON lines, then other text. Each is a
`source.Reader`; they are imported when a file is looked at."""
