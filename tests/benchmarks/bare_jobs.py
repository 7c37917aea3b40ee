"""Bare Dramatiq: so many jobs that do nothing, one worker with four threads; prints jobs a second."""

import os
import sys
import threading
import time

import dramatiq
from dramatiq.brokers.redis import RedisBroker

count = int(sys.argv[1])
broker = RedisBroker(url=os.environ["DESK_REDIS_URL"], namespace="bare", middleware=[])
dramatiq.set_broker(broker)
done, lock, finished = 0, threading.Lock(), threading.Event()


@dramatiq.actor(broker=broker)
def nothing() -> None:
    global done
    with lock:
        done += 1
        if done == count:
            finished.set()


broker.flush_all()
for _ in range(count):
    nothing.send()
worker = dramatiq.Worker(broker, worker_threads=4)
begun = time.perf_counter()
worker.start()
finished.wait(120)
seconds = time.perf_counter() - begun
worker.stop()
broker.close()
sys.stdout.write(f"{count / seconds:.1f}")
