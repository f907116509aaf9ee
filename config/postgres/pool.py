"""A health check for pools whose server may go away and come back."""

from psycopg import Connection, OperationalError
from psycopg_pool import ConnectionPool


def check(connection: Connection) -> None:
    """The pool's option `check`: at the first dead connection all idle ones are replaced.

    The pool's own check discards one dead connection per attempt and waits 1, 2, 4 … seconds
    between attempts: after a restart of the server, four idle connections are enough to make
    requests run into their timeout.
    """
    try:
        ConnectionPool.check_connection(connection)
    except OperationalError:
        pool = connection._pool  # set by the pool, before it calls this
        if isinstance(pool, ConnectionPool):
            pool.drain()
        raise
