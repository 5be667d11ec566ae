"""Spark, started for one run and ended with it; all that it says goes into a file."""

import logging
import signal
import subprocess
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from balance.errors import stop
from balance.safe import shown
from balance.spark.failing import told
from balance.spark.java import check_java
from balance.spark.masters import check_answers, is_local
from balance.words import _

if TYPE_CHECKING:
    from types import FrameType

    from pyspark.sql import SparkSession

ENDED_IN = 10.0  # seconds that the JVM may take to end
NAME = "balance"
ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
CLOSED_PIPE = getattr(signal, "SIGPIPE", None)  # Windows has none

# Where the user's own configuration says nothing.
OURS = {
    "spark.app.name": NAME,
    "spark.ui.enabled": "false",
    "spark.log.level": "WARN",
    "spark.python.sql.dataFrameDebugging.enabled": "false",  # else each expression asks Java four times
}
ON_THIS_MACHINE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
SQL = {
    "spark.sql.codegen.wholeStage": "false",  # the scores of a questionnaire pass the size a Java method may have
}
# What the meaning of the tables hangs on.
ALWAYS = {
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.csv.filterPushdown.enabled": "false",
}


def check_spark() -> None:
    """Raise a BalanceError unless PySpark and a Java that it runs on are installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pyspark  # noqa: F401
    except ImportError:
        remedy = _("Install it with: pip install 'leadership-balance[spark]'. Or leave --engine out.")
        raise stop("--engine spark", _("PySpark is not installed here."), remedy, "no-pyspark") from None
    check_java()


@contextmanager
def started(master: str | None) -> "Iterator[SparkSession]":
    """Yield a session on this master, else the one of the user's Spark configuration, else on this machine.

    Raises a BalanceError where PySpark or Java is missing, where the master does not answer, and for whatever
    Spark ends with while the block runs. However that ends, no process of it is left.
    """
    check_spark()
    if master is not None:
        check_answers(master)
    with TemporaryDirectory(prefix="balance-", ignore_cleanup_errors=True) as folder, _quiet():
        log = Path(folder) / "spark.log"
        # Told within, while Java can still say what it was, and without, where it could not start.
        with told(log), _machine(log) as gateway, told(log):
            yield _session(gateway, master)


@contextmanager
def _quiet() -> Iterator[None]:
    """Let PySpark and Py4J say nothing of their own, and keep our ways of being ended: theirs are others."""
    main = threading.current_thread() is threading.main_thread()
    kept = {each: signal.getsignal(each) for each in (signal.SIGINT, CLOSED_PIPE) if each is not None and main}
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    if CLOSED_PIPE in kept:
        signal.signal(CLOSED_PIPE, signal.SIG_IGN)  # Java has ended: no reader of ours
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
        for each, handler in kept.items():
            signal.signal(each, handler)


@contextmanager
def _machine(log: Path) -> "Iterator[Any]":
    """Yield the gateway to a Java machine of our own, which ends with the block."""
    from pyspark import SparkContext, java_gateway
    from pyspark.sql import SparkSession

    with log.open("wb") as sink, _signals_waiting() as met:
        launch: Any = java_gateway.launch_gateway
        try:
            gateway = launch(popen_kwargs={"stdout": sink, "stderr": subprocess.STDOUT})
        except OSError as error:  # its script is not there, or may not be run
            what = _("Spark cannot be started: {reason}.").format(reason=shown(f"{error.strerror}: {error.filename}"))
            raise stop("--engine spark", what, _("Check SPARK_HOME, or leave it unset."), "spark-failed") from None
    try:
        for number in met:
            signal.raise_signal(number)
        SparkContext._ensure_initialized(gateway=gateway)
        yield gateway
        if SparkContext._active_spark_context is not None:
            SparkContext._active_spark_context.stop()
    except BaseException:
        if gateway.proc is not None:
            gateway.proc.terminate()  # no word more to it: one may have been broken off in the middle
        raise
    finally:
        SparkContext._active_spark_context = SparkContext._gateway = SparkContext._jvm = None
        SparkSession._instantiatedSession = None
        _end(gateway)


@contextmanager
def _signals_waiting() -> Iterator[list[int]]:
    """Yield the signals that came inside the block, for whoever can end what is started there; the second ends it.

    A Java that loses its starter before it has said where it listens would listen for ever.
    """
    met: list[int] = []
    main = threading.current_thread() is threading.main_thread()
    kept = {each: signal.getsignal(each) for each in ENDING if main and callable(signal.getsignal(each))}

    def wait(number: int, frame: "FrameType | None") -> None:
        handler = kept[number]
        if met and callable(handler):
            handler(number, frame)
        met.append(number)

    for each in kept:
        signal.signal(each, wait)
    try:
        yield met
    finally:
        for each, handler in kept.items():
            signal.signal(each, handler)


def _session(gateway: "Any", master: str | None) -> "SparkSession":
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

    conf = SparkConf(_jvm=gateway.jvm)  # what the user's configuration says
    if master is not None:
        conf.setMaster(master)
    named = conf.get("spark.master", "local[*]") or ""
    check_answers(named)
    if conf.get("spark.app.name", "") == "pyspark-shell":
        conf.setAppName(NAME)
    for key, value in {**OURS, **SQL, **(ON_THIS_MACHINE if is_local(named) else {})}.items():
        conf.setIfMissing(key, value)
    conf.set("spark.ui.showConsoleProgress", "false")  # which Spark's own shell, as whom we start it, switches on
    handler = signal.getsignal(signal.SIGINT)
    session = SparkSession.builder.config(conf=conf).getOrCreate()
    if handler is not None and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, handler)
    return session


def settings(spark: "SparkSession") -> "SparkSession":
    """Return a session of the same Spark, set as the reading of our tables needs it."""
    ours = spark.newSession()
    for key, value in ALWAYS.items():
        ours.conf.set(key, value)
    return ours


def _end(gateway: "Any") -> None:
    """See that the Java machine ends, by force if need be."""
    with suppress(Exception):
        gateway.shutdown()
    process = gateway.proc
    if process is None:  # one that was there before us
        return
    with suppress(OSError):
        process.stdin.close()  # by which it knows that we have gone
    try:
        process.wait(ENDED_IN)
    except BaseException as error:
        process.kill()
        process.wait()
        if not isinstance(error, subprocess.TimeoutExpired):
            raise
