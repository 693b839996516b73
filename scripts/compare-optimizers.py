#!/usr/bin/env python3
"""Compares searches on recorded landscapes: Glyph's own, Optuna's (NSGA-II, TPE, random) and DEAP's NSGA-II.

    apt-get install python3-optuna python3-deap python3-matplotlib
    /usr/bin/python3 scripts/compare-optimizers.py                   # the shipped landscapes, as in docs/optimizers.md
    /usr/bin/python3 scripts/compare-optimizers.py --landscape my.tsv --seeds 10    # another one
    /usr/bin/python3 scripts/compare-optimizers.py --problems --seeds 10            # standard problems: ZDT1-3, DTLZ2, a mixed one

All get the same first config (the paper's), the same seeds, the same budget and the same noise of readings; a config that is
asked for again, or breaks a constraint, costs nobody an evaluation (up to as many as the budget). What is scored are true values of the landscape, of every
config that was evaluated. Writes a table (Markdown), a picture (PNG) and every run (JSON lines, each as soon as it is over) into --out;
--resume goes on with those that are there, if they were made with the same settings.
"""
import argparse
import hashlib
import importlib.util
import json
import math
import multiprocessing
import os
import random
import subprocess
import sys

from optimizer_results import LEVELS, REFERENCE, best_at, hypervolume, picture, quartiles, table, undominated

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.path.join(ROOT, "tests/Glyph.Benchmarks/bin/Release/net10.0/Glyph.Benchmarks.dll")
OURS = ["glyph", "glyph-surrogate", "glyph-nsga2", "glyph-random"]
OTHERS = ["optuna-nsga2", "optuna-tpe", "optuna-random", "deap-nsga2"]
PROBLEMS = ["zdt1", "zdt2", "zdt3", "dtlz2", "mixed"]
PROBLEM_MOMENTS = [250, 500, 1000]
POPULATION = 20  # of every NSGA-II; fits a budget of 400 better than Optuna's default of 50
PATIENCE = 2  # an optimizer that proposes nothing new is stopped after so many proposals an evaluation


class Subject:
    """A landscape, or a standard problem: a process that answers genomes."""

    def __init__(self, options):
        command = ["dotnet", PROGRAM] + (["problem", "serve", options.problem] if options.problem else landscape_command(options, "serve"))
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        about = json.loads(self.process.stdout.readline())
        self.space, self.mark = about["space"], about["mark"]

    def ask(self, genome, seed):
        self.process.stdin.write(json.dumps({"seed": seed, "genome": genome}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def landscape_command(options, verb, *more):
    command = ["landscape", verb, options.landscape, *more] + (["--corpus", options.corpus] if options.corpus else [])
    return command + (["--noise", options.noise] if verb != "best" else [])


class Run:
    """One run of an optimizer: counts evaluations, and remembers."""

    class Over(Exception):
        pass

    def __init__(self, subject, seed, budget, objectives):
        self.subject, self.seed, self.budget, self.objectives = subject, seed, budget, objectives
        self.known, self.trials, self.asked = {}, [], 0

    def evaluate(self, genome):
        """What a reading sees: accuracy and compression, or the objectives of a problem."""
        self.asked += 1
        if self.asked > PATIENCE * self.budget:
            raise Run.Over
        answer = self.subject.ask(genome, self.seed)
        if "violations" in answer:
            return 0.0, 0.0  # as bad as can be read
        if answer["config"] not in self.known:
            if len(self.trials) == self.budget:
                raise Run.Over
            read = tuple(answer.get("objectives") or (answer["accuracy"], answer["compression"]))
            self.known[answer["config"]] = read
            self.trials.append(read if "objectives" in answer else (answer["truth"], answer["compression"]))
        return self.known[answer["config"]]


def is_active(parameter, genome):
    return all(genome.get(name) in values for name, values in parameter.get("when", {}).items())


def choices(parameter):
    return [str(v) for v in parameter["values"]] if "values" in parameter else [c["name"] for c in parameter["choices"]]


def ordered(parameters):
    """Parameters after those that their conditions name."""
    left, done = dict(parameters), []
    while left:
        ready = [name for name, p in left.items() if all(other not in left for other in p.get("when", {}))]
        done += [(name, left.pop(name)) for name in ready]
    return done


def run_optuna(name, run):
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    sampler = {
        "optuna-nsga2": lambda: optuna.samplers.NSGAIISampler(population_size=POPULATION, seed=run.seed),
        "optuna-tpe": lambda: optuna.samplers.TPESampler(seed=run.seed),
        "optuna-random": lambda: optuna.samplers.RandomSampler(seed=run.seed),
    }[name]()
    parameters = ordered(run.subject.space["parameters"])

    def objective(trial):
        genome = {}
        for key, p in parameters:
            if not is_active(p, genome):
                continue
            if p["type"] == "categorical":
                genome[key] = trial.suggest_categorical(key, choices(p))
            elif p["type"] == "ordinal":
                genome[key] = p["values"][trial.suggest_int(key, 0, len(p["values"]) - 1)]
            elif p["type"] == "integer":
                genome[key] = trial.suggest_int(key, p["low"], p["high"], log=p.get("log", False))
            else:
                genome[key] = trial.suggest_float(key, p["low"], p["high"], step=p.get("step"), log=p.get("log", False))
        return run.evaluate(genome)

    study = optuna.create_study(directions=["maximize"] * run.objectives, sampler=sampler)
    if run.subject.mark:
        ordinals = {key: p["values"] for key, p in parameters if p["type"] == "ordinal"}
        study.enqueue_trial({key: ordinals[key].index(value) if key in ordinals else value for key, value in run.subject.mark.items()})
    study.optimize(objective, n_trials=PATIENCE * run.budget)


def run_deap(run):
    from deap import algorithms, base, creator, tools

    parameters = ordered(run.subject.space["parameters"])
    random.seed(run.seed)
    if not hasattr(creator, "Best"):
        creator.create("Best", base.Fitness, weights=(1.0,) * run.objectives)
        creator.create("Individual", list, fitness=creator.Best)

    def decode(places):
        genome = {}
        for place, (key, p) in zip(places, parameters):
            if not is_active(p, genome):
                continue
            if p["type"] in ("categorical", "ordinal"):
                values = choices(p) if p["type"] == "categorical" else p["values"]
                genome[key] = values[min(int(place * len(values)), len(values) - 1)]
            elif p.get("log"):
                genome[key] = math.exp(math.log(p["low"]) + place * (math.log(p["high"]) - math.log(p["low"])))
            else:
                genome[key] = p["low"] + place * (p["high"] - p["low"])
        return genome

    def encode(genome):
        places = []
        for key, p in parameters:
            value = genome.get(key)
            if value is None:
                places.append(random.random())
            elif p["type"] in ("categorical", "ordinal"):
                values = choices(p) if p["type"] == "categorical" else p["values"]
                places.append((values.index(value) + 0.5) / len(values))
            elif p.get("log"):
                places.append((math.log(value) - math.log(p["low"])) / (math.log(p["high"]) - math.log(p["low"])))
            else:
                places.append((value - p["low"]) / (p["high"] - p["low"]))
        return places

    toolbox = base.Toolbox()
    toolbox.register("evaluate", lambda individual: run.evaluate(decode(individual)))
    toolbox.register("mate", tools.cxSimulatedBinaryBounded, low=0.0, up=1.0, eta=15.0)
    toolbox.register("mutate", tools.mutPolynomialBounded, low=0.0, up=1.0, eta=20.0, indpb=1.0 / len(parameters))
    population = [creator.Individual(random.random() for _ in parameters) for _ in range(POPULATION)]
    if run.subject.mark:
        population[0] = creator.Individual(encode(run.subject.mark))
    for individual in population:
        individual.fitness.values = toolbox.evaluate(individual)
    population = tools.selNSGA2(population, POPULATION)
    while True:
        offspring = algorithms.varAnd([toolbox.clone(i) for i in tools.selTournamentDCD(population, POPULATION)], toolbox, cxpb=0.9, mutpb=1.0)
        for individual in offspring:
            if not individual.fitness.valid:
                individual.fitness.values = toolbox.evaluate(individual)
        population = tools.selNSGA2(population + offspring, POPULATION)


def work(task):
    options, name, seed = task
    return {"optimizer": name, "seed": seed, "trials": (ours if name in OURS else other)(options, name, seed)}


def other(options, name, seed):
    subject = Subject(options)
    run = Run(subject, seed, options.evaluations, len(options.corner))
    if not options.problem and not subject.mark:  # the space cannot express the paper's config: it is given
        run.trials.append(tuple(subject.ask(None, seed)[k] for k in ("truth", "compression")))
    try:
        run_deap(run) if name == "deap-nsga2" else run_optuna(name, run)
    except Run.Over:
        pass
    subject.process.stdin.close()
    subject.process.wait()
    return run.trials


def ours(options, name, seed):
    return ask(*(["problem", "run", options.problem] if options.problem else landscape_command(options, "run", name)),
               "--seed", str(seed), "--evaluations", str(options.evaluations), *(["--batch", str(options.batch)] if options.batch else []))


def run_all(options, name, wanted):
    """All runs of the wanted searches, in order of seeds; those that a resumed file holds are not made again."""
    os.makedirs(options.out, exist_ok=True)
    path = os.path.join(options.out, name + ".jsonl")
    if os.path.exists(path) and not (options.resume or options.table):
        sys.exit(f"error: {path} holds runs: --resume goes on with them; or give another --out")
    settings = {key: getattr(options, key) for key in ("evaluations", "noise", "batch", "corpus")}
    if options.landscape:
        with open(options.landscape, "rb") as landscape:
            settings["landscape"] = hashlib.sha256(landscape.read()).hexdigest()
    lines = kept(path, settings)
    with open(path, "a") as file, multiprocessing.Pool(options.jobs) as pool:
        def keep(line):
            file.write(json.dumps(line) + "\n")
            file.flush()

        if file.tell() == 0:
            keep(settings)
        done = {(line["optimizer"], line["seed"]) for line in lines}
        # The slow first, and one run a task, so that no core is idle for long.
        tasks = [(options, search, seed) for search in sorted(wanted, key=lambda search: search != "optuna-tpe") for seed in range(1, options.seeds + 1) if (search, seed) not in done]
        for number, line in enumerate(pool.imap_unordered(work, [] if options.table else tasks), 1):
            keep(line)
            lines.append(line)
            print(f"{name} {number}/{len(tasks)}: {line['optimizer']}, seed {line['seed']}", file=sys.stderr, flush=True)
    return sorted((line for line in lines if line["optimizer"] in wanted and line["seed"] <= options.seeds), key=lambda line: line["seed"])


def kept(path, settings):
    """The runs in a file; its first line tells their settings. A last line that was cut off is cut off the file too."""
    if not os.path.exists(path):
        return []
    with open(path, "rb+") as file:
        content = file.read()
        whole = content[:content.rfind(b"\n") + 1]
        file.truncate(len(whole))
    found, *lines = [json.loads(line) for line in whole.splitlines()] or [settings]
    if found != settings:
        sys.exit(f"error: the runs in {path} were made with {json.dumps(found)}, not {json.dumps(settings)}: give another --out, or the same settings")
    return lines


def write(options, name, text):
    with open(os.path.join(options.out, name + ".md"), "w") as file:
        file.write(text + "\n")
    print(text, flush=True)


def ask(*command):
    return json.loads(subprocess.run(["dotnet", PROGRAM, *command], check=True, stdout=subprocess.PIPE, text=True).stdout)


def compare(options):
    options = argparse.Namespace(**vars(options), problem=None, corner=REFERENCE)
    name = os.path.splitext(os.path.basename(options.landscape))[0] + (f"-{options.corpus}" if options.corpus else "")
    known = [tuple(p) for p in ask(*landscape_command(options, "best"))["front"]]
    wanted = options.only.split(",") if options.only else OURS + OTHERS
    lines = run_all(options, name, wanted)
    runs = {search: [line["trials"] for line in lines if line["optimizer"] == search] for search in wanted if any(line["optimizer"] == search for line in lines)}
    points = undominated(known + [tuple(p) for ts in runs.values() for t in ts for p in t])
    best = hypervolume(points)
    levels = {level: best_at(points, level) for level in LEVELS}
    seeds = f"{options.seeds} seeds" + "".join(f" ({search}: {len(trials)})" for search, trials in runs.items() if len(trials) < options.seeds)
    head = (f"## {name}\n\n{seeds} of {options.evaluations} evaluations, noise {options.noise}; best known hypervolume {best:.4f}. "
            "Evaluations to reach a share of it, median [quartiles]; '-' where most seeds never did.\n\n")
    write(options, name, head + table(runs, best, levels))
    picture(os.path.join(options.out, name + ".png"), f"{name}: hypervolume, median and quartiles of {seeds}", runs, best, options.evaluations)


def compare_on_problem(options, problem):
    about = ask("problem", "best", problem)
    options = argparse.Namespace(**vars(options), problem=problem, corner=about["reference"])
    wanted = options.only.split(",") if options.only else ["glyph-nsga2"] + OTHERS
    lines = run_all(options, problem, wanted)
    moments = [m for m in PROBLEM_MOMENTS if m <= options.evaluations]
    rows = ["| search | " + " | ".join(f"after {m}" for m in moments) + " |", "|---|" + "---|" * len(moments)]
    for search in wanted:
        cells = []
        for moment in moments:
            q = quartiles([100 * hypervolume([tuple(p) for p in line["trials"][:moment]], about["reference"]) / about["hypervolume"] for line in lines if line["optimizer"] == search])
            cells.append(f"{q[1]:.1f} [{q[0]:.1f}, {q[2]:.1f}]")
        rows.append(f"| {search} | " + " | ".join(cells) + " |")
    write(options, problem, f"## {problem}\n\n% of the published front's hypervolume ({about['hypervolume']:.4f}), median [quartiles] of {options.seeds} seeds.\n\n" + "\n".join(rows))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--landscape", action="append", help="a recorded landscape; may be given several times (default: the shipped ones)")
    parser.add_argument("--corpus", help="one corpus of it (default: the mean of all)")
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--evaluations", type=int, help="default: 400; on problems 1000")
    parser.add_argument("--problems", action="store_true", help="standard problems instead of landscapes")
    parser.add_argument("--noise", choices=["recorded", "none"], default="recorded")
    parser.add_argument("--batch", type=int, help="configs a generation of Glyph's searches (default: as shipped)")
    parser.add_argument("--only", help="searches by name, separated by commas: " + ", ".join(OURS + OTHERS))
    parser.add_argument("--out", default=os.path.join(ROOT, "results", "optimizers"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="runs at a time (default: one a core)")
    parser.add_argument("--table", action="store_true", help="run nothing: tell of the runs that are in --out, whole or not")
    parser.add_argument("--resume", action="store_true", help="go on with the runs that are in --out")
    options = parser.parse_args()
    for module in ("optuna", "deap", "matplotlib"):
        if importlib.util.find_spec(module) is None:
            sys.exit(f"error: {sys.executable} has no module {module}; install python3-optuna, python3-deap and python3-matplotlib, and run this with /usr/bin/python3")
    subprocess.run(["dotnet", "build", "-c", "Release", "-v", "quiet", "--nologo", os.path.join(ROOT, "tests/Glyph.Benchmarks")], check=True, stdout=sys.stderr)
    options.evaluations = options.evaluations or (1000 if options.problems else 400)
    if options.problems:
        for problem in PROBLEMS:
            compare_on_problem(options, problem)
        return
    folder = os.path.join(ROOT, "tests/Glyph.Benchmarks/Landscapes")
    for landscape in options.landscape or [os.path.join(folder, name + ".tsv") for name in ("compact", "glyph-paper")]:
        compare(argparse.Namespace(**{**vars(options), "landscape": landscape}))


if __name__ == "__main__":
    main()
