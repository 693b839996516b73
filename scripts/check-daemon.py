#!/usr/bin/env python3
"""Checks a real daemon from outside: kills it while it searches, watches it with many clients, and asks it as fast as it can.

    dotnet build -c Release src/Glyph.Cli
    scripts/check-daemon.py kill --times 50       # kill -9 during a search: no trial lost or repeated, no event missing or twice
    scripts/check-daemon.py watch --clients 200   # so many clients follow the events while a search runs
    scripts/check-daemon.py load --seconds 10     # requests a second on the list of searches, from several processes

Prints what was measured as JSON; the exit code is 1 where something is wrong.
"""
import argparse
import http.client
import json
import multiprocessing
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GLYPH = os.path.join(ROOT, "src/Glyph.Cli/bin/Release/net10.0/glyph")
TEXT = "\n\n".join(f"Paragraph {i} tells of a boat, number {i * 7919}, that leaves at {i}:15 and is never late." for i in range(1, 30))


class Daemon:
    """A daemon on a port of its own."""

    def __init__(self, folder):
        self.folder, self.database = folder, os.path.join(folder, "glyph.db")
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.log = open(os.path.join(folder, "daemon.log"), "ab")

    def start(self):
        self.process = subprocess.Popen([GLYPH, "serve", "--db", self.database, "--urls", f"http://127.0.0.1:{self.port}", "--requests-per-second", "1000000"], stdout=subprocess.PIPE, stderr=self.log)
        line = self.process.stdout.readline()
        if not line.startswith(b"glyph listens"):
            sys.exit(f"the daemon did not start: {open(self.log.name).read()[-2000:]}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        began = time.monotonic()
        self.process.terminate()
        self.process.wait()
        return time.monotonic() - began

    def ask(self, method, route, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, "/api/v1/" + route, None if body is None else json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read().decode()
        if answer.status >= 400:
            sys.exit(f"{method} {route}: {answer.status} {text}")
        return text

    def submit(self, evaluations):
        body = {"corpus": {"texts": [{"id": "a.txt", "text": TEXT}]}, "evaluations": evaluations, "samples": 8}
        return json.loads(self.ask("POST", "searches", body))["id"]

    def trials(self, search):
        return [json.loads(line) for line in self.ask("GET", f"searches/{search}/records/trials").splitlines()]

    def state(self, search):
        return json.loads(self.ask("GET", f"searches/{search}"))["state"]

    def events(self, route, on_event, after):
        """Follows events until on_event says to stop, or the stream breaks; returns the last id."""
        last = after
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
            connection.request("GET", f"/api/v1/events?{route}", headers={"Last-Event-ID": str(after)})
            answer = connection.getresponse()
            event = {}
            while line := answer.readline():
                line = line.decode().rstrip("\n")
                if line:
                    name, _, value = line.partition(": ")
                    event[name] = value
                elif "data" in event:
                    last = int(event["id"])
                    if on_event(last, event["event"], event["data"]):
                        connection.close()
                        return last, True
                    event = {}
        except (OSError, http.client.HTTPException):
            pass
        return last, False


def kill(options):
    with tempfile.TemporaryDirectory() as folder:
        daemon = Daemon(folder)
        daemon.start()
        search = daemon.submit(options.evaluations)
        finished, known, told, order, last = {}, 0, [], [], 0
        chance = random.Random(options.seed)
        problems = []

        def on_event(number, kind, data):
            if order and number < order[-1]:
                problems.append(f"event {number} came after {order[-1]}")
            order.append(number)
            if kind == "trial":
                told.extend(json.loads(data)["trials"]["number"])
            return False

        stopped = threading.Event()

        def follow():
            nonlocal last
            while not stopped.is_set():
                last, _ = daemon.events(f"search={search}", on_event, last)
                time.sleep(0.05)

        follower = threading.Thread(target=follow, daemon=True)
        follower.start()
        kills = 0
        for kills in range(1, options.times + 1):
            time.sleep(chance.uniform(0.05, options.longest))
            daemon.kill()
            daemon.start()
            trials = daemon.trials(search)
            numbers = [t["number"] for t in trials]
            if len(set(numbers)) != len(numbers):
                problems.append(f"after kill {kills}: trials are there twice")
            for trial in trials:
                before = finished.setdefault(trial["number"], trial["finishedAt"])
                if before != trial["finishedAt"]:
                    problems.append(f"after kill {kills}: trial {trial['number']} was read again")
            if missing := set(finished) - set(numbers):
                problems.append(f"after kill {kills}: trials {sorted(missing)} are lost")
            if daemon.state(search) == "finished":
                break
        killed_at = len(finished)
        while daemon.state(search) not in ("finished", "failed") and len(daemon.trials(search)) < killed_at + 3:
            time.sleep(0.5)
        numbers = sorted(t["number"] for t in daemon.trials(search))
        deadline = time.monotonic() + 20
        while sorted(told)[:len(numbers)] != numbers and time.monotonic() < deadline:
            time.sleep(0.2)
        stopped.set()
        if sorted(set(told)) != sorted(told):
            problems.append(f"trials were told twice: {sorted(n for n in set(told) if told.count(n) > 1)}")
        if missing := set(numbers) - set(told):
            problems.append(f"trials were never told: {sorted(missing)}")
        seconds = daemon.stop()
        return {"kills": kills, "trials": len(numbers), "told": len(told), "stopSeconds": round(seconds, 2), "problems": problems}


def watch(options):
    with tempfile.TemporaryDirectory() as folder:
        daemon = Daemon(folder)
        daemon.start()
        search = daemon.submit(options.evaluations)
        seen = [[] for _ in range(options.clients)]

        def follow(mine):
            def on_event(number, kind, data):
                if kind == "trial":
                    mine.extend(json.loads(data)["trials"]["number"])
                return kind == "search" and json.loads(data)["state"] in ("finished", "failed")
            daemon.events(f"search={search}", on_event, 0)

        threads = [threading.Thread(target=follow, args=(mine,), daemon=True) for mine in seen]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.monotonic() - began
        numbers = [t["number"] for t in daemon.trials(search)]
        wrong = sum(sorted(mine) != sorted(numbers) for mine in seen)
        with open(f"/proc/{daemon.process.pid}/status") as status:
            memory = next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))
        daemon.stop()
        return {"clients": options.clients, "trials": len(numbers), "seconds": round(seconds, 1), "memoryMiB": memory,
                "problems": [f"{wrong} clients did not see every trial once"] if wrong else []}


def ask_often(port, seconds, conditional, results):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    tag, count, slowest, end = None, 0, 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.monotonic()
        connection.request("GET", "/api/v1/searches", headers={"If-None-Match": tag} if conditional and tag else {})
        answer = connection.getresponse()
        answer.read()
        if answer.status not in (200, 304):
            raise SystemExit(f"the list was answered with {answer.status}")
        tag, count, slowest = answer.getheader("ETag"), count + 1, max(slowest, time.monotonic() - began)
    results.put((count, slowest))


def load(options):
    with tempfile.TemporaryDirectory() as folder:
        daemon = Daemon(folder)
        daemon.start()
        searches = [daemon.submit(1) for _ in range(options.searches)]
        while any(daemon.state(search) in ("queued", "running") for search in searches):
            time.sleep(1)
        measured = {}
        for conditional in (False, True):
            results = multiprocessing.Queue()
            workers = [multiprocessing.Process(target=ask_often, args=(daemon.port, options.seconds, conditional, results)) for _ in range(options.processes)]
            for worker in workers:
                worker.start()
            counts = [results.get() for _ in workers]
            measured["unchanged" if conditional else "whole"] = {
                "requestsPerSecond": round(sum(c for c, _ in counts) / options.seconds), "slowestMs": round(1000 * max(s for _, s in counts), 1)}
        size = len(daemon.ask("GET", "searches"))
        daemon.stop()
        return {"searches": options.searches, "bytes": size, **measured, "problems": []}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    checks = parser.add_subparsers(dest="check", required=True)
    one = checks.add_parser("kill")
    one.add_argument("--times", type=int, default=50)
    one.add_argument("--longest", type=float, default=2.5, help="seconds between a start and a kill at most")
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--evaluations", type=int, default=100_000)
    two = checks.add_parser("watch")
    two.add_argument("--clients", type=int, default=200)
    two.add_argument("--evaluations", type=int, default=40)
    three = checks.add_parser("load")
    three.add_argument("--seconds", type=int, default=10)
    three.add_argument("--processes", type=int, default=4)
    three.add_argument("--searches", type=int, default=20)
    options = parser.parse_args()
    result = {"kill": kill, "watch": watch, "load": load}[options.check](options)
    print(json.dumps(result, indent=2))
    sys.exit(1 if result["problems"] else 0)


if __name__ == "__main__":
    main()
