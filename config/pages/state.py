"""The state of all that pages show, as one word that differs after every commit.

Triggers add a row to `config_change` in the transaction of each write. The highest number would not
do: of two transactions the one that began first may commit last, and the highest number has been
seen by then. Which rows there are changes with every commit, and their hashes add up to another
number even where two open transactions see equally many. The time of each is hashed too, and the
database named: after a dump was restored the numbers begin again.
"""

from django.db import connection

STATE = """
SELECT (SELECT oid FROM pg_database WHERE datname = current_database()) || '.' || count(*)
    || '.' || coalesce(sum(timestamp_hash_extended(at AT TIME ZONE 'UTC', id)), 0)
FROM config_change
"""


def read_state() -> str:
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        (state,) = cursor.fetchone()
    return str(state)
