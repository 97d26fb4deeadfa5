#!/usr/bin/env python3
"""Verifies a bundle of Leitai a second time: another language, another hand, nothing but Python's standard library.

    python3 verify.py BUNDLE
    python3 verify.py BUNDLE --receipt PROOF

Exit code 0 and "verified", or 1 and what differs. It checks the hash chain of the log, that the contest document is the one the log
defined, the book's SHA-256, length and order, the result's digest and its seal in the log, and counts every ballot again: points,
parts, totals, ranks, ties, cut and quorum. Of every speech that was timed it works out the seconds, and of judges' marks
that were shown, whose were corrected afterwards. docs/verification.md describes the files; the rules of counting stand in the README.
"""

import base64
import hashlib
import json
import re
import sys
from datetime import datetime
from fractions import Fraction
from pathlib import Path

faults = []


def check(is_right, place, fault):
    if not is_right:
        faults.append(f"{place}: {fault}")


# Canonical JSON (RFC 8785) and its digest -----------------------------------------------------------------------------

def canonical(value):
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        return number(value)
    return json.dumps(value, ensure_ascii=False)


def number(value):
    """A number as ECMAScript writes it: the shortest digits that mean it, with an exponent only when it is far from 1."""
    sign, digits, exponent = "-" if value < 0 else "", repr(abs(value)), 0
    if "e" in digits:
        digits, exponent = digits.split("e")
    whole, _, fraction = digits.partition(".")
    point = len(whole) + int(exponent)
    digits = (whole + fraction).rstrip("0")
    point -= len(digits) - len(digits.lstrip("0"))
    digits = digits.lstrip("0")
    if not digits:
        return "0"
    if 0 < point <= 21:
        return sign + (digits[:point].ljust(point, "0") + ("." + digits[point:] if len(digits) > point else ""))
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    return f"{sign}{digits[0]}{'.' + digits[1:] if len(digits) > 1 else ''}e{point - 1:+d}"


def digest(value):
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def without(value, name):
    return {key: value[key] for key in value if key != name}


def members(pairs):
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a member stands twice in one object")
    return dict(pairs)


def parse(text):
    return json.loads(text, object_pairs_hook=members)


# Arithmetic: fractions, rounded half away from zero where a figure is announced ---------------------------------------

def exact(value):
    return Fraction(str(value))


def rounded(value, places):
    scaled = abs(value) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(units if value >= 0 else -units, 10**places)


def figure(value, places):
    units = int(rounded(value, places) * 10**places)
    digits = str(abs(units)).rjust(places + 1, "0")
    return ("-" if units < 0 else "") + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def mean(values, drop=None):
    """The mean without the highest and lowest marks, if there are enough; None when there are none."""
    high, low = (drop["high"], drop["low"]) if drop else (0, 0)
    if drop and len(values) >= drop.get("atLeast", high + low + 1):
        values = sorted(values)[low:len(values) - high]
    return sum(values, Fraction(0)) / len(values) if values else None


# One contestant's points in one panel: (announced, unrounded) or None, what is shown beside, what each mark is worth ---

def choose_points(rule, ballots, who, eligible, places):
    votes = sum(who in ballot["choices"] for ballot in ballots)
    whole = eligible if rule.get("base") == "eligible" else len([ballot for ballot in ballots if who not in ballot["recused"]])
    if rule.get("measure") == "votes":
        points = Fraction(votes) if ballots else None
    else:
        points = Fraction(100 * votes, whole) if ballots and whole else None
    return announced(points, places), {"votes": votes}, [Fraction(1)] * votes, {}


def grade_points(rule, ballots, who, eligible, places):
    given = [ballot["grades"][who] for ballot in ballots if who in ballot["grades"]]
    values = {grade["id"]: grade["value"] for grade in rule["grades"]}
    worth = [exact(values[grade]) for grade in given if values[grade] is not None]
    measure = rule.get("measure", "mean")
    if measure == "mean":
        points = mean(worth)
    else:
        points = Fraction(100 * sum(grade in measure["share"] for grade in given), len(given)) if given else None
    shown = {"marks": len(given), "grades": {grade: given.count(grade) for grade in values}}
    return announced(points, places), shown, worth, {}


def score_points(rule, ballots, who, eligible, places):
    given = [ballot["scores"][who] for ballot in ballots if who in ballot["scores"]]
    drop = rule.get("drop")
    factors = {criterion["id"]: exact(criterion.get("factor", 1)) for criterion in rule["criteria"]}
    totals = [sum(exact(score) * factors[name] for name, score in scores.items()) for scores in given]
    worth = [rounded(total, places) for total in totals]
    criteria, unrounded = {}, {}
    for name, factor in factors.items():
        average = mean([exact(scores[name]) for scores in given if name in scores], drop)
        if average is not None:
            criteria[name] = rounded(rounded(average, places) * factor, places)
            unrounded[name] = average * factor
    if rule.get("per") == "criterion":
        points = (sum(criteria.values()), sum(unrounded.values())) if criteria else None
    else:
        points = (rounded(mean(worth, drop), places), mean(totals, drop)) if totals else None
    shown = {"marks": len(given), "criteria": {name: figure(value, places) for name, value in criteria.items()}}
    return points, shown, worth, criteria


def rank_points(rule, ballots, who, eligible, places):
    points = rule["points"]
    given = [ballot["ranking"].index(who) for ballot in ballots if who in ballot["ranking"]]
    worth = [exact(points[place]) if place < len(points) else Fraction(0) for place in given]
    total = sum(worth, Fraction(0))
    if rule.get("measure") == "percent" and ballots:
        total = 100 * total / (len(ballots) * exact(points[0]))
    return announced(total if ballots else None, places), {"marks": len(given)}, worth, {}


def announced(points, places):
    return None if points is None else (rounded(points, places), points)


points_in = {"choose": choose_points, "grade": grade_points, "score": score_points, "rank": rank_points}


# Conversion: a panel's points become others before they are weighted --------------------------------------------------

def share_in(shown, grades, places):
    return rounded(Fraction(100 * sum(shown["grades"][grade] for grade in grades), shown["marks"]), places)


def in_band(rule, points, shown, places):
    """The figure that is looked at, and the points of its band; None without marks."""
    if rule.get("of"):
        points = (share_in(shown, rule["of"]["share"], places), None) if shown["marks"] else None
    if points is None:
        return None
    unless = rule.get("unless")
    if unless and shown["marks"] and share_in(shown, unless["share"], places) >= exact(unless["atLeast"]):
        return points[0], exact(unless["points"])
    return points[0], max((exact(band["from"]), exact(band["points"])) for band in rule["bands"] if exact(band["from"]) <= points[0])[1]


def of_place(rule, place, size):
    if "points" in rule:
        return exact(rule["points"][place - 1]) if place <= len(rule["points"]) else Fraction(0)
    if rule["less"] == "even":
        return exact(rule["full"]) * (size - place + 1) / size
    percent = 100 - exact(rule["less"]) * (place - 1)
    return exact(rule["full"]) * percent / 100 if percent > 0 else Fraction(0)


def convert(panel, column, out, places):
    """A panel's column, who: (points, shown, worth, criteria), with the points as they enter the total. `out` take no place."""
    rule = panel.get("convert")
    if not rule:
        return column
    size = len([who for who in column if who not in out])
    field = sorted((points[0] for who, (points, *_) in column.items() if points and who not in out), reverse=True)
    turned = {}
    for who, (points, shown, worth, criteria) in column.items():
        if rule["by"] == "band":
            raw, new = in_band(rule, points, shown, places) or (None, None)
        else:
            raw, new = (points[0], None) if points else (None, None)
            if points and who not in out:
                shared = [place for place, other in enumerate(field, 1) if other == raw]
                new = sum(of_place(rule, place, size) for place in shared) / len(shared)
        beside = {} if raw is None else {"raw": figure(raw, places)}
        new = None if new is None else rounded(new, places)
        turned[who] = (None if new is None else (new, new)), {**shown, **beside}, worth, criteria
    return turned
# Judges' marks as they are shown while a round goes on -----------------------------------------------------------------

def shown_panels(contest, round_, ballots, who):
    """What judges gave one contestant: totals without names, what the mean leaves out, the points. As an event has it."""
    places = contest.get("decimals", 2)
    judges = {one["id"] for one in contest["electorates"] if one["role"] == "judge"}
    panels = []
    for panel in round_["panels"]:
        name, rule = panel["electorate"], panel["ballot"]
        if rule["kind"] != "score" or name not in judges:
            continue
        points, _, worth, criteria = score_points(rule, ballots[name], who, None, places)
        per_criterion = rule.get("per") == "criterion"
        shown = {"electorate": name, "points": figure(points[0], places) if points else None,
                 "totals": shown_marks(worth, None if per_criterion else rule.get("drop"), places)}
        if per_criterion:
            given = [ballot["scores"][who] for ballot in ballots[name] if who in ballot["scores"]]
            shown["criteria"] = [
                {"criterion": one["id"], "points": figure(criteria[one["id"]], places) if one["id"] in criteria else None,
                 "scores": shown_marks([exact(scores[one["id"]]) for scores in given if one["id"] in scores], rule.get("drop"))}
                for one in rule["criteria"]]
        panels.append(shown)
    return panels


def shown_marks(values, drop, places=None):
    """Best first; of equal marks those that are left out as too high stand first, as too low last."""
    low, end, values = 0, len(values), sorted(values)
    if drop and len(values) >= drop.get("atLeast", drop["high"] + drop["low"] + 1):
        low, end = drop["low"], max(len(values) - drop["high"], drop["low"])
    marks = []
    for place, value in reversed(list(enumerate(values))):
        dropped = "high" if place >= end else "low" if place < low else None
        marks.append({"value": shortest(value) if places is None else figure(value, places),
                      **({"dropped": dropped} if dropped else {})})
    return marks


def shortest(value):
    """A decimal with no more places than it needs."""
    places = 0
    while (value * 10**places).denominator > 1:
        places += 1
    return figure(value, places)


# The ranking -----------------------------------------------------------------------------------------------------------

def ranking(contest, round_, ballots, eligible, left, decided=None):
    """Who is ranked, who is not, and the panels with weight from which nobody has points. `decided`: what people decided beside the
    ballots: `unranked` (who and why), `adjustments` (contestant and points), `cut` (who of those across the line is in)."""
    places, decided = contest.get("decimals", 2), decided or {}
    aside = decided.get("unranked", {})
    out = {who for who, why in aside.items() if why != "no-marks"}
    everyone, columns, rows = contestants_of(contest, round_, left), {}, []
    for panel in round_["panels"]:
        name, rule = panel["electorate"], panel["ballot"]
        given = {who: points_in[rule["kind"]](rule, ballots[name], who, eligible[name], places) for who in everyone}
        for who, (_, shown, *_) in given.items():
            recused = sum(who in ballot["recused"] for ballot in ballots[name])
            shown.update({"recused": recused} if recused else {})
        columns[name] = convert(panel, given, out, places)
    for order, who in enumerate(everyone):
        row = {"who": who, "order": order, "total": Fraction(0), "exact": Fraction(0), "panels": {}, "shown": {}}
        for panel in round_["panels"]:
            name = panel["electorate"]
            points, shown, worth, criteria = columns[name][who]
            weight = exact(panel.get("weight", 100)) / 100
            value, unrounded = points or (Fraction(0), Fraction(0))
            part = rounded(value * weight, places)
            row["total"] += part
            row["exact"] += unrounded * weight
            row["panels"][name] = {"points": value, "worth": worth, "criteria": criteria}
            row["shown"][name] = {"points": figure(value, places), "part": figure(part, places), **shown,
                                  **({} if points else {"noPoints": True})}
        points = [exact(one["points"]) for one in decided.get("adjustments", []) if one["contestant"] == who]
        row["beside"] = {"adjusted": figure(sum(points), places)} if points else {}
        if points:
            row["total"], row["exact"] = (max(Fraction(0), row[name] + sum(points)) for name in ("total", "exact"))
        rows.append(row)

    unranked = [{"contestant": row["who"], "why": aside.get(row["who"], "no-marks"),
                 "total": figure(row["total"], places) if has_points(row) else None, **row["beside"], "panels": row["shown"]}
                for row in rows if row["who"] in aside or not has_points(row)]
    below = {row["contestant"] for row in unranked}
    unfilled = [panel["electorate"] for panel in round_["panels"]
                if (panel.get("weight", 100) != 0 or len(unranked) == len(rows))
                and all("noPoints" in row["shown"][panel["electorate"]] for row in rows)]
    rows = [row for row in rows if row["who"] not in below]

    # Equal keys stay in running order.
    rows = sorted(rows, key=lambda row: place_of(row, round_, rows), reverse=True)
    keys = [place_of(row, round_, rows) for row in rows]
    ranked, awards = [], awards_in(round_, rows, keys)
    for row, key in zip(rows, keys):
        before, equals = keys.index(key), keys.count(key)
        cut = {"inCut": in_cut(round_["cut"], before, equals, row["who"], decided.get("cut"))} if "cut" in round_ else {}
        award = {"award": awards[row["who"]]} if row["who"] in awards else {}
        step = step_between(keys, before - 1, before)
        step = step_between(keys, before, before + equals) if step is None else step
        ranked.append({"contestant": row["who"], "rank": before + 1, "tied": equals > 1,
                       "total": figure(row["total"], places), **row["beside"], "panels": row["shown"], **award, **cut,
                       **({} if step is None else {"tieBreak": round_["ties"][step]})})
    return ranked, unranked, unfilled


def awards_in(round_, rows, keys):
    """Who gets which award: each in its order to those who have none yet, best first. Equals have the same key."""
    given = {}
    for award in round_.get("awards", []):
        most = award.get("most", len(rows))
        most = int(len(rows) * share_of(most)) if isinstance(most, str) else most
        free = [(row, key) for row, key in zip(rows, keys) if row["who"] not in given and row["total"] >= exact(award.get("from", "-1e30"))]
        taken = free[:most]
        across = [row for row, key in free if taken and len(free) > most and key == taken[-1][1] == free[most][1]]
        if across:
            taken = [(row, key) for row, key in taken if row not in across]
            taken += [(row, None) for row in across] if award.get("ties") == "all" else []
        given.update({row["who"]: award["id"] for row, _ in taken})
    return given


def share_of(text):
    return exact(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def has_points(row):
    return any("noPoints" not in shown for shown in row["shown"].values())


def step_between(keys, one, other):
    """Which tie-break separates two neighbours whose totals are equal; None where the totals differ, or there is no such neighbour."""
    if one < 0 or other >= len(keys) or keys[one][0] != keys[other][0]:
        return None
    return next(step for step, (a, b) in enumerate(zip(keys[one][1:], keys[other][1:])) if a != b)


def contestants_of(contest, round_, left):
    """Those whom the document names, without whoever had left before the opening."""
    return [one["id"] for one in contest["contestants"]
            if one["id"] not in left and ("group" not in round_ or one.get("group") == round_["group"])
            and ("contestants" not in round_ or one["id"] in round_["contestants"])]


def place_of(row, round_, rows):
    """What a row is ranked by, greater is better: the announced total, then what the tie-breaks say in turn."""
    key = [row["total"]]
    for tie in round_.get("ties", []):
        panel = row["panels"].get(tie.get("panel"))
        if tie["by"] == "panel":
            key.append(panel["points"])
        elif tie["by"] == "criterion":
            key.append(panel["criteria"].get(tie["criterion"], Fraction(0)))
        elif tie["by"] == "voters":
            key.append(sum(value > 0 for value in panel["worth"]))
        elif tie["by"] == "countback":
            marks = {value for other in rows for value in other["panels"][tie["panel"]]["worth"]}
            key.append([panel["worth"].count(value) for value in sorted(marks, reverse=True)])
        elif tie["by"] == "exact":
            key.append(row["exact"])
        elif tie["by"] == "order":
            key.append(-row["order"])
    return key


def in_cut(cut, before, equals, who, decision):
    if before >= cut["top"]:
        return False
    if before + equals <= cut["top"] or cut["ties"] == "all":
        return True
    return "decide" if decision is None else who in decision


def quorum_missed(round_, ballots, eligible, excused):
    missed = []
    for panel in round_["panels"]:
        quorum, name = panel.get("quorum", {}), panel["electorate"]
        # Who is present is not known yet, so nobody is.
        base = None if quorum.get("of") == "present" or eligible[name] is None else eligible[name] - excused.get(name, 0)
        if quorum and (base is None or "atLeast" in quorum and len(ballots[name]) < base * share_of(quorum["atLeast"])
                       or "over" in quorum and len(ballots[name]) <= base * share_of(quorum["over"])):
            missed.append(name)
    return missed


# The files ------------------------------------------------------------------------------------------------------------

class SpeechClock:
    """Milliseconds that somebody has spoken, pauses left out."""

    def __init__(self, event):
        self.limit, self.spoken, self.since = event["seconds"], 0, moment(event)

    def stop(self, event):
        if self.since is not None:
            self.spoken, self.since = self.spoken + moment(event) - self.since, None

    def resume(self, event):
        self.since = moment(event)

    def end(self, event):
        """Full seconds up to the limit; above it every second that has begun."""
        self.stop(event)
        over = max(0, -(-self.spoken // 1000) - self.limit)
        return {"seconds": self.limit + over if over else self.spoken // 1000, "over": over}


def moment(event):
    return round(datetime.fromisoformat(event["at"].replace("Z", "+00:00")).timestamp() * 1000)


def time_speech(clock, event, place):
    kind = event["type"]
    if kind == "speechStarted":
        return SpeechClock(event)
    if kind == "speechPaused":
        clock.stop(event)
    elif kind == "speechResumed":
        clock.resume(event)
    elif kind == "speechEnded":
        expected = clock.end(event)
        found = {name: event[name] for name in expected}
        check(found == expected, place, f"the speech took {expected}, not {found}")
    return clock


class Proposals:
    """What two persons did: one proposed it, another approved. `of` has what is in force, by round."""

    def __init__(self):
        self.made, self.open, self.of, self.approvals, self.counted = 0, {}, {}, None, set()

    def take(self, event, place):
        kind, name = event["type"], event.get("round")
        if kind == "contestDefined":
            self.approvals = event.get("approvals")
        elif kind == "proposed":
            self.made += 1
            check(event["proposal"] == self.made and event["by"] == event["actor"], place, "is not the next proposal of whoever made it")
            self.open[event["proposal"]] = event
        elif kind == "declined":
            check(self.open.pop(event["proposal"], None), place, "declines what was not proposed")
        elif kind == "approved":
            self.approve(event, place)
        elif kind == "roundSealed":
            self.counted.add(name)
        elif kind == "roundVoided":
            check(self.approvals != "two" or name not in self.counted, place, "voids a counted round in one person's name")
            self.forget(name)

    def approve(self, event, place):
        proposal = self.open.pop(event["proposal"], None)
        if not proposal:
            return check(False, place, "approves what was not proposed")
        action, name = proposal["action"], event["round"]
        check(event["by"] == event["actor"] and action["round"] == name and event["attempt"] == proposal["attempt"], place,
              "approves another proposal than it says")
        check(event["by"] != proposal["by"] or self.approvals == "one", place, "is approved by whoever proposed it")
        if action["kind"] == "void":
            return self.forget(name)
        by = list(dict.fromkeys([proposal["by"], event["by"]]))
        self.of.setdefault(name, []).append({"proposal": event["proposal"], "action": action, "reason": proposal["reason"],
                                             "by": by, "at": event["at"]})

    def forget(self, name):
        self.of.pop(name, None)
        self.counted.discard(name)


def read_log(path):
    """The events, and for each seal the roster as it was: a round that had closed keeps the one it had."""
    prev, roster, closes, closed, opened, events, seals, clock = "0" * 64, {}, {}, {}, {}, [], {}, None
    left, shown, proposals = [], {}, Proposals()
    for line, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        event, place = parse(text), f"{path.name} line {line}"
        check(event["n"] == line, place, f"n: expected {line}, found {event['n']}")
        check(event["prev"] == prev, place, "the event does not follow on the line before")
        prev = digest(without(event, "hash"))
        check(event["hash"] == prev, place, f"the hash does not fit: expected {prev}")
        check(not events or event["at"] >= events[-1]["at"], place, "is earlier than the event before")
        kind, name = event["type"], event.get("round")
        clock = time_speech(clock, event, place)
        proposals.take(event, place)
        if kind in ("votersAdded", "votersRemoved"):
            for round_, end in closes.items():
                if end is not None and end <= event["at"]:
                    closed.setdefault(round_, dict(roster))
            for electorate, count in event.get("added", {}).items():
                roster[electorate] = roster.get(electorate, 0) + count
            for electorate, count in event.get("removed", {}).items():
                roster[electorate] = roster.get(electorate, 0) - count
                check(roster[electorate] >= 0, place, f"removes more of {electorate} than there are")
            for electorate, count in event.get("excused", {}).items():
                away = (electorate, "excused")
                roster[away] = roster.get(away, 0) + (count if kind == "votersAdded" else -count)
            if kind == "votersRemoved":
                leaving = sum(event["removed"].values()) + sum(event.get("shadow", {}).values())
                check(len(event["voters"]) == leaving, place, "removes others than it names")
        if "closesAt" in event:
            closes[name] = event["closesAt"]
            if kind in ("roundOpened", "roundReopened"):
                closed.pop(name, None)
        if kind == "contestDefined":
            # What holds of the document before for this one too.
            left = [one["contestant"] for one in event.get("withdrawals", [])]
        if kind == "contestantWithdrawn":
            left.append(event["contestant"])
        if kind == "receiptKey":
            early = all(one["type"] not in ("roundOpened", "receiptKey") for one in events)
            check(early, place, "the key for receipts comes once, before the first opening")
        if kind == "roundOpened":
            opened[name] = {"contestants": event["contestants"], "left": list(left)}
        if kind == "marksShown" and event["contestant"] is not None:
            shown.setdefault(name, {})[event["contestant"]] = event["panels"]
        if kind == "roundSealed":
            # Further versions are counts of the same book, by the roster of the first.
            first = seals.get((name, event["attempt"], 1), {})
            seals[name, event["attempt"], event["version"]] = {
                **event, "roster": first.get("roster", closed.get(name, dict(roster))),
                "shown": shown.pop(name, {}), "actions": list(proposals.of.get(name, [])), "approvals": proposals.approvals,
                "before": seals.get((name, event["attempt"], event["version"] - 1)),
                **opened.get(name, {"contestants": None, "left": []})}
            closes.pop(name, None)
        if kind == "roundVoided":
            closes.pop(name, None)
            shown.pop(name, None)
        events.append(event)
    return events, seals


def check_corrections(contest, events):
    """Corrections of words change no figure; each has to say what stood there before."""
    words = {}
    lists = {"contestant": "contestants", "round": "rounds", "electorate": "electorates", "group": "groups"}
    defined = max(n for n, event in enumerate(events) if event["type"] == "contestDefined")
    kept = [{**one, "n": events[defined]["n"]} for one in events[defined].get("amendments", [])]
    for event in kept + [event for event in events[defined:] if event["type"] == "amended"]:
        what, who = event["what"], event.get("id")
        things = [contest] if what == "contest" else [one for one in contest.get(lists[what], []) if one["id"] == who]
        check(len(things) == 1, f"log.ndjson line {event['n']}", "corrects what the document does not have")
        for field, text in event["fields"].items():
            before = words.get((what, who, field), things[0].get(field, "") if things else "")
            check(event["before"].get(field) == before, f"log.ndjson line {event['n']}", f"{field} was {canonical(before)} before")
            words[what, who, field] = text


def check_limits(contest, events):
    """What is added to a contestant's points or taken from them for one reason stays within what the document lets."""
    rounds, proposed, given = {one["id"]: one for one in contest["rounds"]}, {}, {}
    for event in events:
        if event["type"] == "proposed":
            proposed[event["proposal"]] = event["action"]
        if event["type"] == "roundOpened":
            given = {key: points for key, points in given.items() if key[0] != event["round"]}
        action = proposed.get(event["proposal"]) if event["type"] == "approved" else None
        if not action or action["kind"] != "adjust":
            continue
        key = action["round"], action["contestant"], action["why"]
        given[key] = given.get(key, 0) + exact(action["points"])
        least, most = limits(rounds[key[0]].get("adjust", {}), action["why"])
        check(least <= given[key] <= most, f"log.ndjson line {event['n']}", "is more than the document lets be added or deducted")


def limits(adjust, why):
    if why == "bonus":
        return Fraction(0), exact(adjust.get("bonus", {}).get("most", 0))
    if why == "deduct":
        return -exact(adjust.get("deduct", {}).get("most", 0)), Fraction(0)
    overtime = adjust.get("overtime", {})
    costs = [exact(one["points"]) for one in [*overtime.get("steps", []), *([overtime["under"]] if "under" in overtime else [])]]
    return min([Fraction(0), *(-abs(cost) for cost in costs)]), Fraction(0)


def decided_by(actions):
    """What actions come to: who is out and why, points, the cut, and the ballots that do not count."""
    unranked, adjustments, cut, excluded = {}, [], None, {}
    for one in actions:
        action = one["action"]
        kind, who = action["kind"], action.get("contestant")
        if kind in ("disqualify", "withdraw"):
            unranked[who] = "disqualified" if kind == "disqualify" else "withdrawn"
        elif kind == "reinstate":
            unranked.pop(who, None)
        elif kind == "adjust":
            adjustments.append({"contestant": who, "points": action["points"], "why": action["why"], "reason": one["reason"], "by": one["by"]})
        elif kind == "exclude":
            excluded[action["ballot"]] = action["why"]
        elif kind == "decideCut":
            cut = action["contestants"]
    return {"unranked": unranked, "adjustments": adjustments, "cut": cut}, excluded


def is_decided(round_, ranked, chosen):
    """Whether a decision names exactly the seats that are left of those who stand across the line."""
    top = round_.get("cut", {}).get("top", 0)
    for rank in {row["rank"] for row in ranked}:
        across = {row["contestant"] for row in ranked if row["rank"] == rank}
        if 0 < top - rank + 1 < len(across):
            return len(chosen) == len(set(chosen)) == top - rank + 1 and set(chosen) <= across
    return False


def recount(contest, round_, seal, lines):
    """What the book and the log before a seal come to: every field of a result that can be worked out."""
    decided, excluded = decided_by(seal["actions"])
    lines = [{**without(line, "excluded"), **({"excluded": excluded[line["id"]]} if line["id"] in excluded else {})} for line in lines]
    book = "".join(canonical(line) + "\n" for line in lines).encode()
    open_ = {one["id"] for one in contest["electorates"] if one.get("admission") == "open"}
    panels = [panel["electorate"] for panel in round_["panels"]]
    eligible = {name: None if name in open_ else seal["roster"].get(name, 0) for name in panels}
    excused = {name: seal["roster"][name, "excused"] for name in panels if seal["roster"].get((name, "excused"))}
    # What a shadow judge says is kept, and never counted.
    ballots = {name: [{**line["ballot"], "recused": line.get("recused", [])} for line in lines
                      if line["ballot"]["electorate"] == name and "excluded" not in line and not line.get("shadow")] for name in panels}
    counted = ranking(contest, round_, ballots, eligible, seal["left"], {**decided, "cut": None})
    if decided["cut"] and is_decided(round_, counted[0], decided["cut"]):
        counted = ranking(contest, round_, ballots, eligible, seal["left"], decided)
    ranked, unranked, unfilled = counted
    follows = {}
    if seal["version"] > 1:
        before = seal["before"]["actions"]
        follows = {"supersedes": seal["version"] - 1, "reasons": [one["reason"] for one in seal["actions"][len(before):]]}
    optional = {"excused": excused, "quorumMissed": quorum_missed(round_, ballots, eligible, excused), "unranked": unranked, "unfilled": unfilled,
                "adjustments": decided["adjustments"], "actions": seal["actions"], "approvals": seal["approvals"]}
    return {"contest": contest["id"], "round": round_["id"], "attempt": seal["attempt"], "version": seal["version"],
            "ballots": {name: {"cast": len(ballots[name]), "eligible": eligible[name]} for name in panels},
            "contestants": contestants_of(contest, round_, seal["left"]), "standings": ranked,
            "book": {"sha256": hashlib.sha256(book).hexdigest(), "lines": len(lines)},
            "log": {"sha256": seal["prev"], "events": seal["n"] - 1}, **follows,
            **{name: found for name, found in optional.items() if found}}


def check_seal(seal, expected, place):
    ranks = [row["rank"] for row in expected["standings"]]
    ties = [{"rank": rank, "rows": ranks.count(rank)} for rank in sorted(set(ranks)) if ranks.count(rank) > 1]
    check(seal.get("ties", []) == ties, "log.ndjson", f"ties are not those of {place}")
    check(seal.get("unranked", 0) == len(expected.get("unranked", [])) and seal.get("unfilled", []) == expected.get("unfilled", []),
          "log.ndjson", f"says otherwise than {place} who is not ranked, or which panels nobody filled")
    check(seal["ballots"] == expected["ballots"] and seal["quorumMissed"] == expected.get("quorumMissed", []), "log.ndjson",
          f"turnout is not that of {place}")


def check_round(contest, seals, events, folder):
    result_file, book_file = folder / "result.json", folder / "book.ndjson"
    result = parse(result_file.read_text("utf-8"))
    check(digest(without(result, "digest")) == result["digest"], result_file, "the digest does not fit")
    round_ = next(one for one in contest["rounds"] if one["id"] == result["round"])

    book = book_file.read_bytes()
    check(hashlib.sha256(book).hexdigest() == result["book"]["sha256"], book_file, "is not the book of the result")
    lines = [parse(line) for line in book.decode("utf-8").splitlines()]
    check(len(lines) == result["book"]["lines"], book_file, f"has {len(lines)} lines")
    ids = [line["id"] for line in lines]
    check(all(one < other for one, other in zip(ids, ids[1:])), book_file, "is not sorted by different ids")
    voters = [line["voter"] for line in lines if "voter" in line]
    check(len(voters) == (0 if round_.get("secret") else len(lines)), book_file, "names voters where it should not, or not all")
    check(len(set(voters)) == len(voters), book_file, "has a voter twice")

    seal = seals.get((result["round"], result["attempt"], result["version"]))
    if not seal:
        return check(False, "log.ndjson", f"has no seal of {result_file}")
    for line in lines:
        check_recusal(round_, line, book_file)
    expected = recount(contest, round_, seal, lines)
    said = without(result, "digest")
    if "arrivals" in result:
        arrived = {name: sum(steps) for name, steps in result["arrivals"]["counts"].items()}
        named = {} if round_.get("secret") else expected["ballots"]
        cast = {name: sum(line["ballot"]["electorate"] == name and not line.get("shadow") for line in lines) for name in named}
        check(arrived == cast, result_file, f"arrivals add up to {arrived}, not {cast}")
    # Of these two the log and the book say nothing more.
    expected.update({name: result[name] for name in ("sealedAt", "arrivals") if name in result})
    for name in sorted(expected | said):
        check(expected.get(name) == said.get(name), result_file, f"{name}: expected {canonical(expected.get(name))}")
    check(seal["contestants"] == expected["contestants"], "log.ndjson", f"opened the round of {result_file} for others than the document")
    ballots = {name: [{**line["ballot"], "recused": line.get("recused", [])} for line in lines
                      if line["ballot"]["electorate"] == name and not line.get("shadow")] for name in expected["ballots"]}
    # What was shown is compared with what the first count found; later ones say nothing of it.
    first = seals[result["round"], result["attempt"], 1]
    changed = sorted((who for who, panels in first["shown"].items() if shown_panels(contest, round_, ballots, who) != panels),
                     key=lambda who: who.encode("utf-16-be"))
    check(first.get("marksChanged", []) == changed, "log.ndjson",
          f"says otherwise than {book_file} whose marks are not those that were shown: {canonical(changed)}")
    check(seal["digest"] == result["digest"], "log.ndjson", f"sealed another digest than {result_file}")
    check_seal(seal, expected, result_file)
    for version in range(1, result["version"]):
        earlier = seals[result["round"], result["attempt"], version]
        counted = recount(contest, round_, earlier, lines)
        arrivals = {"arrivals": result["arrivals"]} if "arrivals" in result else {}
        check(digest({**counted, **arrivals, "sealedAt": earlier["at"]}) == earlier["digest"], "log.ndjson",
              f"version {version} before {result_file} is not what the ballots and the log gave then")
        check_seal(earlier, counted, f"version {version} before {result_file}")
    published = [event for event in events if event["type"] == "resultPublished" and event["n"] > seal["n"]
                 and event["round"] == result["round"] and event["version"] == result["version"]]
    check(published, "log.ndjson", f"does not say that {result_file} was published")
    missing = expected.get("quorumMissed") or expected.get("unfilled")
    check(not missing or all(event.get("confirmed") for event in published), "log.ndjson",
          f"has no confirmation of what {result_file} lacks")


def check_recusal(round_, line, place):
    """Only a panel with a rule of recusal has anybody recused, and nobody marks whom they are recused from."""
    ballot, recused = line["ballot"], line.get("recused", [])
    panel = next(panel for panel in round_["panels"] if panel["electorate"] == ballot["electorate"])
    marked = ballot.get("choices") or ballot.get("grades") or ballot.get("scores") or []
    check(not recused or "recuse" in panel, place, f"{line['id']} is recused in a panel that knows no recusal")
    check(not set(recused) & set(marked), place, f"{line['id']} marks somebody from whom it is recused")


# Signed receipts: a JWS in compact form, signed with Ed25519 (RFC 7515, 8032, 8037) ----------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point(data):
    """The point that 32 bytes stand for, in extended coordinates."""
    y = int.from_bytes(data, "little") % 2**255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and data[31] >> 7):
        raise ValueError("is no point of the curve")
    if x % 2 != data[31] >> 7:
        x = P - x
    return x, y, 1, x * y % P


def plus(one, other):
    a, b = (one[1] - one[0]) * (other[1] - other[0]), (one[1] + one[0]) * (other[1] + other[0])
    c, d = 2 * one[3] * other[3] * D, 2 * one[2] * other[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(factor, one):
    product = (0, 1, 1, 0)
    for bit in bin(factor)[2:]:
        product = plus(product, product)
        if bit == "1":
            product = plus(product, one)
    return product


def is_signed(key, message, signature):
    s = int.from_bytes(signature[32:], "little")
    if len(key) != 32 or len(signature) != 64 or s >= ORDER:
        return False
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    hashed = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    left, right = times(s, base), plus(point(signature[:32]), times(hashed, point(key)))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def bytes_of(part):
    return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)


def read_proof(text):
    """What a proof says, and whether a key (as a JWK) signed it."""
    header, payload, signature = re.sub(r"\s", "", text).split(".")
    if parse(bytes_of(header).decode()).get("alg") != "EdDSA":
        raise ValueError("is no receipt signed with Ed25519")
    claims = parse(bytes_of(payload).decode())
    return claims, lambda jwk: is_signed(bytes_of(jwk["x"]), f"{header}.{payload}".encode(), bytes_of(signature))


def whereabouts(proof, folder):
    """What became of a signed receipt: in the book, missing, changed, replaced, or not signed by this contest."""
    claims, signed_by = read_proof(proof)
    events = [parse(line) for line in (folder / "log.ndjson").read_text("utf-8").splitlines()]
    contest = parse((folder / "contest.json").read_text("utf-8"))
    keys = [event["jwk"] for event in events if event["type"] == "receiptKey"]
    if claims["contest"] != contest["id"] or not keys or not signed_by(keys[0]):
        return "not signed by this contest"
    where = ("round", "attempt")
    if any(event["type"] == "roundVoided" and all(event[name] == claims[name] for name in where) for event in events):
        return "missing"
    for place in [folder, folder / "rounds" / claims["round"]]:
        if not (place / "result.json").is_file():
            continue
        result = parse((place / "result.json").read_text("utf-8"))
        if any(result[name] != claims[name] for name in where):
            continue
        lines = [parse(line) for line in (place / "book.ndjson").read_text("utf-8").splitlines()]
        found = [line["ballot"] for line in lines if line["id"] == claims["receipt"]]
        round_ = next(one for one in contest["rounds"] if one["id"] == claims["round"])
        if not found:
            return "missing"
        if digest(found[0]) == claims["ballot"]:
            return "in the book"
        return "changed" if faults or round_.get("revisable") is False else "replaced"
    raise ValueError(f"has no result of round {claims['round']}, attempt {claims['attempt']}")


def receipts(given, folder):
    """One proof, or a file with one a line."""
    is_proof = re.fullmatch(r"[\w-]+\.[\w-]+\.[\w-]{86}", re.sub(r"\s", "", given))
    texts = [given] if is_proof else Path(given).read_text("utf-8").split()
    found = [whereabouts(text, folder) for text in texts]
    for text, verdict in zip(texts, found):
        print(verdict if len(texts) == 1 else f"{read_proof(text)[0]['receipt']}: {verdict}")
    return all(verdict == "in the book" for verdict in found)


def main(folder):
    events, seals = read_log(folder / "log.ndjson")
    contest = parse((folder / "contest.json").read_text("utf-8"))
    documents = [event["document"] for event in events if event["type"] == "contestDefined"]
    check(digest(contest) == documents[-1], "contest.json", "is not the document that the log defined")
    said = [event.get("approvals") for event in events if event["type"] == "contestDefined"][-1]
    check(said == contest.get("approvals", "two") or (said is None and "approvals" not in contest), "log.ndjson",
          "lets other people approve than the document")
    check_corrections(contest, events)
    check_limits(contest, events)
    rounds = sorted((folder / "rounds").iterdir()) if (folder / "rounds").is_dir() else [folder]
    for one in rounds:
        check_round(contest, seals, events, one)


if __name__ == "__main__":
    asks = len(sys.argv) == 4 and sys.argv[2] == "--receipt"
    if len(sys.argv) != 2 and not asks:
        sys.exit(__doc__)
    there = True
    try:
        main(Path(sys.argv[1]))
        if asks:
            there = receipts(sys.argv[3], Path(sys.argv[1]))
    except (OSError, ValueError, KeyError, IndexError, TypeError, StopIteration, AttributeError) as error:
        faults.append(f"cannot be read: {type(error).__name__}: {error}")
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults or not there:
        sys.exit(1)
    if not asks:
        print("verified")
