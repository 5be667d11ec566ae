"""What Spark ends with is one message, and all that it said is in a file of the user's."""

import stat

import pytest

from balance.errors import BalanceError
from balance.spark.failing import told


def test_an_error_of_spark_is_one_message_and_a_private_file_has_the_rest(spark, tmp_path, home):
    log = tmp_path / "spark.log"
    log.write_text("WARN all that came before\n")
    with pytest.raises(BalanceError) as raised, told(log):
        spark.sql("select cast('often' as int)").collect()
    (fault,) = raised.value.faults
    assert fault.what.startswith("Spark ended without a result: [CAST_INVALID_INPUT]")
    assert "\n" not in str(fault)
    (kept,) = home.glob("spark-*.txt")
    assert str(kept) in fault.remedy
    assert "WARN all that came before" in kept.read_text("utf-8")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("java.io.IOException: No space left on device", "Make room on the disk"),
        ("java.lang.OutOfMemoryError: Java heap space", "Give Spark more memory"),
        (
            "Application has been killed. Reason: All masters are unresponsive! Giving up.",
            "Check that the master runs",
        ),
        ("Caused by: java.io.InvalidClassException: a.B; local class incompatible", "Install the version of PySpark"),
        ("java.io.FileNotFoundException: File file:/x does not exist", "Every node of the cluster must see"),
    ],
)
def test_what_to_do_is_said_where_it_shows(spark, tmp_path, home, said, remedy):  # noqa: ARG001
    from py4j.protocol import Py4JError

    with pytest.raises(BalanceError, match=remedy), told(tmp_path / "none.log"):
        raise Py4JError(said)


def test_the_line_that_says_most_is_the_reason():
    from balance.spark.failing import _reason

    calling = "An error occurred while calling o1.csv.\n: org.apache.spark.SparkException: Job aborted.\n\tat x\n"
    assert _reason(calling) == "Job aborted."
    assert _reason(f"{calling}Caused by: a.B: one\nCaused by: java.io.IOException: No room\n") == "No room"
    assert _reason(f"{calling}ERROR X: Application has been killed. Reason: No master!\nCaused by: a") == "No master!"
    assert _reason("Py4JNetworkError") == "Py4JNetworkError"


def test_faults_and_what_stops_the_program_pass_as_they_are(spark, tmp_path):  # noqa: ARG001
    with pytest.raises(KeyboardInterrupt), told(tmp_path / "none.log"):
        raise KeyboardInterrupt
