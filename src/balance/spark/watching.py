"""Looks after a job while Spark is at it: how far it is, and that somebody computes it at all."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from balance.errors import stop
from balance.safe import shown
from balance.spark.masters import is_local
from balance.words import _

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

INTERVAL = 0.5  # seconds between two looks
SAID_AFTER = 15.0  # seconds without an executor
GIVEN_UP_AFTER = 180.0
Tell = Callable[[int, int], None]  # tasks done, of all


@contextmanager
def watched(spark: "SparkSession", tell: Tell, say: Callable[[str], None]) -> Iterator[None]:
    """Tell how many tasks are done while the block runs, and say when nobody computes them.

    Raises a BalanceError where no executor has come in three minutes: Spark would wait for ever.
    """
    watch = _Watch(spark, tell, say)
    watch.start()
    try:
        yield
    except Exception:
        if watch.given_up:
            what = _("No executor came in {n} seconds: nobody computes.").format(n=int(GIVEN_UP_AFTER))
            remedy = _("Start workers, or ask for less: spark.executor.memory and spark.executor.cores.")
            raise stop(shown(spark.sparkContext.master), what, remedy, "no-executors") from None
        raise
    finally:
        watch.ended.set()


class _Watch(threading.Thread):
    def __init__(self, spark: "SparkSession", tell: Tell, say: Callable[[str], None]) -> None:
        super().__init__(daemon=True)
        self.ended = threading.Event()
        self.given_up = False
        self._context = spark.sparkContext
        self._tell, self._say = tell, say
        self._alone_since: float | None = None
        self._said = False

    def run(self) -> None:
        with suppress(Exception):  # Spark may end before we know
            while not self.ended.wait(INTERVAL):
                self._tell(*self._tasks())
                if not is_local(self._context.master or ""):
                    self._count_executors()

    def _tasks(self) -> tuple[int, int]:
        """Return how many tasks of the jobs that run are done, and how many there are."""
        tracker = self._context.statusTracker()
        jobs = [tracker.getJobInfo(job) for job in tracker.getActiveJobsIds()]
        stages = [tracker.getStageInfo(stage) for job in jobs if job for stage in job.stageIds]
        done = sum(stage.numCompletedTasks for stage in stages if stage)
        return done, sum(stage.numTasks for stage in stages if stage)

    def _count_executors(self) -> None:
        among = self._context._jsc.sc().getExecutorMemoryStatus().size()  # this program itself is one of them
        if among > 1:
            self._alone_since = None
            return
        self._alone_since = self._alone_since or time.monotonic()
        alone = time.monotonic() - self._alone_since
        if alone > SAID_AFTER and not self._said:
            self._said = True
            self._say(_("Waiting for the cluster: no executor has come yet."))
        if alone > GIVEN_UP_AFTER:
            self.given_up = True
            self._context.cancelAllJobs()
            self._alone_since = None
