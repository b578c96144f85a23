"""Records that were made from runs of HELM, put into the words of the other converters.

HELM's converter calls a result `exact_match test on truthful_qa`, gives the number of trials for
that of samples, and the time of copying for that of the run where HELM wrote none.
"""

from collections.abc import Iterator, Mapping

from alignassess.files.evidence.fields import Fields, items, mapping
from alignassess.files.evidence.helm_stats import SPLITS
from alignassess.files.evidence.plain import plain


def is_of_helm(record: Fields) -> bool:
    """Whether HELM is named as what ran."""
    name = mapping(record.get("eval_library")).get("name")
    return isinstance(name, str) and name.casefold() in ("helm", "crfm-helm")


def reworded(record: Fields) -> Fields:
    """The record with the results of one split, each named by scenario and statistic."""
    results = [mapping(one) for one in items(record.get("evaluation_results"))]
    whole = [one for one in results if not _detail(one, "perturbation")]
    splits = {_detail(one, "split") for one in whole}
    # A record that tells no splits apart is taken as it stands.
    split = next((one for one in SPLITS if one in splits), "")
    copied = record.get("retrieved_timestamp")
    kept = [one for one in whole if _detail(one, "split") == split]
    return {
        **_undated(record, copied),
        "evaluation_results": list(_results(kept, copied, is_all=len(splits) == 1)),
    }


def _results(results: list[Fields], copied: object, *, is_all: bool) -> Iterator[Fields]:
    for result in results:
        data, config = mapping(result.get("source_data")), mapping(result.get("metric_config"))
        scenario = plain(data.get("dataset_name")) or "unnamed"
        statistic = plain(config.get("evaluation_description")) or "unnamed"
        details = mapping(result.get("score_details"))
        counted = {
            **mapping(details.get("uncertainty")),
            "num_samples": data.get("samples_number") if is_all else None,
        }
        yield {
            **_undated(result, copied),
            "evaluation_name": f"{scenario} - {statistic}",
            "metric_config": {**config, "metric_id": "mean"},
            "score_details": {**details, "uncertainty": counted},
        }


def _undated(fields: Fields, copied: object) -> Mapping[str, object]:
    """Without a date that is only when the record was made."""
    if fields.get("evaluation_timestamp") != copied:
        return fields
    return {name: value for name, value in fields.items() if name != "evaluation_timestamp"}


def _detail(result: Fields, name: str) -> str:
    details = mapping(mapping(result.get("score_details")).get("details"))
    value = details.get(name)
    return value if isinstance(value, str) else ""
