import signal

import pytest

from alignassess.cli.leaving import Signals


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_with_its_status(number: signal.Signals) -> None:
    expected = KeyboardInterrupt if number == signal.SIGINT else SystemExit

    with Signals(), pytest.raises(expected) as caught:
        signal.raise_signal(number)

    if isinstance(caught.value, SystemExit):
        assert caught.value.code == 143


def test_a_signal_during_a_save_waits_for_its_end() -> None:
    steps: list[str] = []

    def save(signals: Signals) -> None:
        with signals.put_off():
            signal.raise_signal(signal.SIGTERM)
            steps.append("saved")
        steps.append("went on")

    with Signals() as signals, pytest.raises(SystemExit):
        save(signals)

    assert steps == ["saved"]


def test_handlers_are_as_before_afterwards() -> None:
    before = signal.getsignal(signal.SIGTERM)

    with Signals():
        assert signal.getsignal(signal.SIGTERM) != before

    assert signal.getsignal(signal.SIGTERM) == before
