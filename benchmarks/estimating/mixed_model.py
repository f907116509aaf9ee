"""Fits the random-effects model of log pay by REML with Student-t weights.

For a sample i in group g,

    log pay_i = x_g′β + v_g + ε_i,   β_term ~ N(0, λ_term),   v_g ~ N(0, λ_v),
    ε_i ~ t_5 with a scale σ of the country, kind and source, but for slips of typing.

- ε by the EM weights of Lange, Little & Taylor (JASA 84, 1989, p. 881), w = (ν + 1) / (ν + r²/σ²),
  times the probability that a sample is no slip (see `slips`): a month's pay typed as a year's
  counts for next to nothing. A pass over the samples is vectorised and leaves one mean and one
  weight a group.
- v lets a group stray from the sum of its effects, so that ten thousand samples of one source and
  year don't pass for certainty (Fay & Herriot, JASA 74, 1979, p. 269).
- β and its covariance by Henderson's equations; each variance by REML in the fixed-point form of
  Schall (Biometrika 78, 1991, p. 719),

      λ ← (Σ β̂² + d₀ s₀²) / (m − Σ Var(β | data) / λ + d₀),

  over a term's m columns, with a weak inverse chi-square prior: it has the fixed points of EM and
  comes to them several times faster.

Every sum has one order, so that equal samples give equal bits.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.centres import centres_of
from benchmarks.estimating.effects import FIXED, Block, Effects, lay_out
from benchmarks.estimating.elimination import Solution, solve
from benchmarks.estimating.fronts import Front, plan
from benchmarks.estimating.groups import Groups
from benchmarks.estimating.observations import Codes, Reals
from benchmarks.estimating.priors import first_variance, prior_of, prior_precision
from benchmarks.estimating.scales import RESIDUAL_PRIOR, Scales, draw_together, find_strata
from benchmarks.estimating.settings import Found, Settings
from benchmarks.estimating.slips import SLIPS_EXPECTED, first_centres, soundness

DEGREES_OF_FREEDOM = 5.0
"""ν of the residuals: heavier tails than normal, still with a variance."""

INFORMATION = (DEGREES_OF_FREEDOM + 1) / (DEGREES_OF_FREEDOM + 3)
"""Fisher information of a t location, against that of a normal of the same scale."""

DEVIATION_PRIOR = (0.05, 10.0)
SETTLED = 0.0005
"""The fit ends when the centres of the groups move by no more than 0.05 % (root mean square)."""

OVERSHOOT = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A fitted model. Log pay of a group is `base` + its `expected` growth + its effects.

    `variance` holds λ of each term by name, `deviation_variance` λ_v, `scale` σ² of each country
    by its rank among `countries`, `noise` σ² of each group's kind and source there. `mean` and
    `precision` sum up the samples of each group; `residual` goes with their rows, and `sound`, the
    probability that a row is no slip. `spread` is how widely pay spreads within groups over all
    countries, 1 being what is expected before any data.
    """

    groups: Groups
    effects: Effects
    solution: Solution
    settings: Settings
    base: float
    variance: Mapping[str, float]
    deviation_variance: float
    countries: Codes
    scale: Reals
    noise: Reals
    mean: Reals
    precision: Reals
    residual: Reals
    sound: Reals
    spread: float
    found: Found

    def relative_variance(self, country: int) -> float:
        """How much wider pay spreads in a country than in all of them, as a ratio of variances."""
        place = int(np.searchsorted(self.countries, country))
        return float(self.scale[place]) / (self.spread * RESIDUAL_PRIOR[0]) ** 2


def fit(groups: Groups, settings: Settings) -> Fit:
    """Estimate effects and variances; the same groups give the same bits."""
    effects = lay_out(groups)
    fronts = plan(groups, effects)
    expected = settings.expected(groups.country, groups.year, effects.last_year)
    log_pay = groups.log_pay - expected[groups.group_of_row]
    base = float(np.median(log_pay))
    level = base + expected
    state = _State.start(groups, effects, log_pay - base, level, settings)
    solution = state.improve(fronts)
    for _ in range(settings.iterations - 1):
        if state.change < SETTLED:
            break
        del solution  # the last one is let go before the next is built: both are large
        solution = state.improve(fronts)
    found = state.found(level)
    return Fit(
        groups=groups,
        effects=effects,
        solution=solution,
        settings=settings,
        base=base,
        variance=found.terms,
        deviation_variance=state.deviation_variance,
        countries=state.strata.countries,
        scale=state.scales.of_country,
        noise=state.noise,
        mean=state.mean,
        precision=state.precision,
        residual=state.residual,
        sound=state.sound,
        spread=state.spread(),
        found=found,
    )


class _State:
    """The model between two iterations; `change` is how far the last one moved the centres."""

    change: float
    centre: Reals
    residual: Reals
    scales: Scales
    robust: Reals
    sound: Reals
    mean: Reals
    precision: Reals

    def __init__(self, groups: Groups, effects: Effects, log_pay: Reals, settings: Settings):
        self.groups = groups
        self.effects = effects
        self.log_pay = log_pay
        self.settings = settings
        self.strata = find_strata(groups)
        self.stratum_of_row = self.strata.of_group[groups.group_of_row]
        self.samples = np.bincount(self.stratum_of_row, weights=groups.weight)
        begin = settings.start
        self.slips = begin.slips if begin else SLIPS_EXPECTED
        terms = begin.terms if begin else {}
        self.variance = np.array(
            [
                terms.get(block.term.name, first_variance(block.term, settings))
                for block in effects.blocks
            ]
        )
        self.deviation_variance = begin.deviation if begin else DEVIATION_PRIOR[0] ** 2
        self.deviation = np.zeros(len(groups))

    @classmethod
    def start(
        cls, groups: Groups, effects: Effects, log_pay: Reals, level: Reals, settings: Settings
    ) -> "_State":
        """Begin where another fit ended, elsewhere at the medians of the groups.

        `level` is what was taken off the log pay of each group.
        """
        state = cls(groups, effects, log_pay, settings)
        state.centre = first_centres(groups, log_pay)
        if settings.start:
            known = settings.start.centres.of(groups) - level
            state.centre = np.where(np.isnan(known), state.centre, known)
        state.residual = log_pay - state.centre[groups.group_of_row]
        scale = settings.start.scale if settings.start else {}
        strayed = _robust_variance(state.residual, groups)
        state.scales = Scales(
            of_stratum=np.array([scale.get(key, strayed) for key in state.strata.keys]),
            of_country=np.full(len(state.strata.countries), strayed),
        )
        state.weigh()
        return state

    @property
    def noise(self) -> Reals:
        """σ² of each group."""
        return self.scales.of_stratum[self.strata.of_group]

    def weigh(self) -> None:
        """Student-t weights of the samples, and with them each group's mean and precision.

        The mean is the working response of Fisher scoring: where a normal of the information that a
        t has at the group's centre would have to be centred to pull as hard as its samples do.
        """
        nu = DEGREES_OF_FREEDOM
        scale = self.scales.of_stratum[self.stratum_of_row]
        self.sound, self.slips = soundness(self.residual, scale, self.slips)
        self.robust = (nu + 1) / (nu + self.residual**2 / scale)
        weight = self.robust * self.sound * self.groups.weight
        number = self.groups.group_of_row
        total = np.bincount(number, weights=weight)
        pull = np.bincount(number, weights=weight * self.residual) / total
        self.mean = self.centre + pull / INFORMATION
        self.precision = INFORMATION * total / self.noise

    def improve(self, fronts: tuple[Front, ...]) -> Solution:
        """One iteration: effects, then deviations of groups, then scales and variances."""
        marginal = 1.0 / (self.deviation_variance + 1.0 / self.precision)
        prior = prior_precision(self.effects, self.variance)
        solution = solve(fronts, prior, marginal, self.mean)
        fitted, uncertainty = solution.fitted, solution.fitted_variance
        share = self.deviation_variance * marginal
        self.deviation = share * (self.mean - fitted)
        centre = fitted + self.deviation
        self.change = float(np.sqrt(np.mean((centre - self.centre) ** 2)))
        self.centre = centre
        rest = (1 - share) * self.deviation_variance
        self.residual = self.log_pay - self.centre[self.groups.group_of_row]
        self.rescale((1 - share) ** 2 * uncertainty + rest)
        self.deviation_variance = _fixed_point(
            self.deviation_variance,
            self.deviation**2,
            rest + share**2 * uncertainty,
            DEVIATION_PRIOR[0] * self.spread(),
            DEVIATION_PRIOR[1],
        )
        self.variance = np.array(
            [
                self.term_variance(block, variance, solution)
                for block, variance in zip(self.effects.blocks, self.variance, strict=True)
            ]
        )
        self.weigh()
        return solution

    def rescale(self, centre_variance: Reals) -> None:
        """σ² of each stratum and country, from the samples that are sound."""
        weight = self.groups.weight * self.sound
        squares = np.bincount(self.stratum_of_row, weights=weight * self.robust * self.residual**2)
        mass = np.bincount(self.groups.group_of_row, weights=weight)
        squares += np.bincount(self.strata.of_group, weights=mass * centre_variance)
        self.samples = np.bincount(self.strata.of_group, weights=mass)
        self.scales = draw_together(self.strata, squares, self.samples)

    def found(self, level: Reals) -> Found:
        blocks = zip(self.effects.blocks, self.variance.tolist(), strict=True)
        return Found(
            terms={block.term.name: variance for block, variance in blocks},
            deviation=self.deviation_variance,
            scale=dict(zip(self.strata.keys, self.scales.of_stratum.tolist(), strict=True)),
            slips=self.slips,
            centres=centres_of(self.groups, self.centre + level),
        )

    def spread(self) -> float:
        """How widely pay spreads within the groups, over what is expected before any data."""
        squares = float(np.sum(self.samples * self.scales.of_stratum))
        pool = squares / float(np.sum(self.samples))
        return float(np.sqrt(pool)) / RESIDUAL_PRIOR[0]

    def term_variance(self, block: Block, variance: float, solution: Solution) -> float:
        sd, degrees = prior_of(block.term, self.settings, self.spread())
        if degrees == FIXED:
            return variance
        columns = slice(block.start, block.stop)
        effect, uncertainty = solution.effect[columns], solution.variance[columns]
        if block.term.walks:
            effect, uncertainty = _steps(block, self.effects, solution)
        return _fixed_point(variance, effect**2, uncertainty, sd, degrees)


def _steps(block: Block, effects: Effects, solution: Solution) -> tuple[Reals, Reals]:
    """The step from each column of a walk to the next, and its variance; the end is 0."""
    at = np.arange(block.start, block.stop)
    goes_on = effects.reach[at] > at + 1
    here = at[goes_on]
    step, variance = solution.effect[at], solution.variance[at]
    step[goes_on] -= solution.effect[here + 1]
    variance[goes_on] += solution.variance[here + 1] - 2 * solution.beside[here]
    return step, variance


def _fixed_point(
    variance: float, squares: Reals, uncertainty: Reals, sd: float, degrees: float
) -> float:
    """The next λ: squared estimates over the degrees of freedom that the data have fixed.

    The step from λ to there is made half as long again, which comes to the same point sooner.
    """
    fixed = max(len(squares) - float(np.sum(uncertainty)) / variance, 0.0)
    following = (float(np.sum(squares)) + degrees * sd**2) / (fixed + degrees)
    return float(variance * (following / variance) ** OVERSHOOT)


def _robust_variance(residual: Reals, groups: Groups) -> float:
    """σ² by the median absolute residual, from groups large enough to have one."""
    rows = (groups.size >= 3)[groups.group_of_row]
    if not np.any(rows):
        return 0.06
    spread = 1.4826 * float(np.median(np.abs(residual[rows])))
    return max(spread, 0.02) ** 2
