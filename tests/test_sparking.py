"""The Spark that tests share."""

import socket

import pytest


def test_a_test_that_asks_for_spark_has_one_on_this_machine_alone(spark):
    assert spark.sparkContext.master == "local[2]"
    assert spark.range(3).selectExpr("sum(id) AS n").collect()[0].n == 3
    with pytest.raises((RuntimeError, Warning), match="allowed"):
        socket.create_connection(("192.0.2.1", 9), timeout=1)  # an address for documents: nobody has it


def test_a_test_that_does_not_ask_has_no_network():
    with pytest.raises((RuntimeError, Warning), match="tried to use"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
