import pytest

from cluster import Cluster
from martlet import Martlet


@pytest.fixture
def martlet(tmp_path):
    """A running desk."""
    desk = Martlet(tmp_path).start()
    yield desk
    desk.stop()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    """A PostgreSQL of the tests' own."""
    cluster = Cluster(tmp_path_factory.mktemp("postgres"))
    yield cluster
    cluster.stop()


@pytest.fixture(params=["sqlite", "postgres"])
def stopped(request, tmp_path):
    """A desk that has not been started, on each database."""
    database = request.getfixturevalue("cluster").database() if request.param == "postgres" else None
    desk = Martlet(tmp_path, database=database)
    yield desk
    desk.stop()
