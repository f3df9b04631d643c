"""Formulas, statements, tables and charts of a paper, with numbers that agree with its story."""

from dataclasses import dataclass
from typing import Any

from fedgenai_site.demo.world.maker.dice import Dice
from fedgenai_site.demo.world.maker.grammar import Subject

FORMULAS = {
    "objective": [
        r"min_theta F(theta) = sum_(k=1)^K p_k F_k (theta), \ F_k (theta) = 1/n_k sum_(z in D_k) ell(theta; z)",
        r"F(theta) = sum_(k=1)^K n_k/n thick EE_(z tilde D_k) [ell(w_0, theta; z)]",
    ],
    "dispersion": [
        r"rho^2 = (sum_(k=1)^K p_k norm(nabla F_k (theta) - nabla F(theta))^2) / norm(nabla F(theta))^2,",
        r"rho^2 = sum_(k=1)^K p_k (norm(Delta_k^t)^2 / norm(overline(Delta)^t)^2) - 1,",
    ],
    "split": [
        r'Delta_k^t = underbrace(P_t Delta_k^t, "common") + underbrace((I - P_t) Delta_k^t, "private"),',
        r"Delta_k^t = P_t Delta_k^t + Q_t Delta_k^t, quad P_t + Q_t = I,",
    ],
    "update": [
        r"theta^(t+1) = theta^t + eta (P_t overline(Delta)^t + lambda m^t)",
        r"m^(t+1) &= lambda m^t + P_t overline(Delta)^t \ theta^(t+1) &= theta^t + eta m^(t+1)",
    ],
    "local": [
        r"min_theta thick F_k (theta) + mu_k / 2 norm((I - P_t)(theta - theta^t))^2,",
        r"nabla tilde(F)_k (theta) = nabla F_k (theta) + mu_k (theta - theta^t),",
    ],
}
THEOREMS = (
    r"""Let $eta tau L <= 1\/8$. After $T$ rounds,
    $ 1/T sum_(t=1)^T EE norm(nabla F(theta^t))^2 <= (c_1 (F(theta^1) - F^*)) / (eta tau T) \
    + c_2 eta^2 tau^2 L^2 (1 - gamma) rho^2 + c_3 (eta L sigma^2) / abs(S), $
    where $gamma$ is the share of the gradient that lies in the common subspace.""",
    r"""Suppose that $norm(P_t nabla F)^2 >= gamma norm(nabla F)^2$ in all rounds. Then
    $ EE[F(theta^T)] - F^* <= (1 - eta tau nu gamma)^T (F(theta^1) - F^*) \
    + c_1 (eta tau L^2) / nu (1 - gamma) rho^2 + c_2 (eta sigma^2) / (nu abs(S)) $
    for losses that satisfy the inequality of Polyak and Łojasiewicz with constant $nu$.""",
)
COROLLARIES = (
    r"Client $k$ gains from taking part if $ n - n_k > (1 - gamma) rho^2 n_k (1 + d / n_k)^(1\/2). $",
    r"The bound is smallest for a number of clients $ K^* = sqrt(c_3 sigma^2 / (c_2 eta tau^2 L (1 - gamma) rho^2)), $ rounded up.",
)
POSITION_TABLE = [
    ["Property", "Evidence", "Kept today"],
    ["Who contributed", "ledger", "seldom"],
    ["What was agreed", "dated text", "mostly"],
    ["What was done", "commitments", "no"],
    ["Effect of leaving", "replayed steps", "no"],
    ["End of use", "expiry date", "no"],
]


@dataclass
class Figures:
    subject: Subject
    dice: Dice

    def make(self, name: str) -> dict[str, Any]:
        if name in FORMULAS:
            return {"kind": "formula", "text": f"$ {self.dice.pick(FORMULAS[name])} $"}
        makers = {
            "theorem": lambda: _statement("Theorem 1", self.dice.pick(THEOREMS)),
            "corollary": lambda: _statement("Corollary 1", self.dice.pick(COROLLARIES)),
            "table-main": self._main_table,
            "table-ablation": self._ablation_table,
            "table-position": self._position_table,
            "chart-line": self._line_chart,
            "chart-bar": self._bar_chart,
            "algorithm": self._algorithm,
        }
        return makers[name]()

    def _main_table(self) -> dict[str, Any]:
        subject, best = self.subject, self.dice.decimal(70, 80)
        rows = [["", *[f"{place}, {part}" for place in ("A", "B") for part in ("mean", "low")]]]
        methods = ["Local tuning", *map(_capital, subject["baseline"]), subject["method"], "Pooled data"]
        for name, gap in zip(methods, (9.4, 5.1, 4.2, 1.6, 0.0), strict=True):
            means = [best - gap - self.dice.decimal(0, 0.9), best - 4 - gap - self.dice.decimal(0, 0.9)]
            cells = [
                f"{value:.1f}" for mean in means for value in (mean, mean - gap - self.dice.decimal(2, 4))
            ]
            rows.append([name, *(f"*{cell}*" if name == subject["method"] else cell for cell in cells)])
        first, second = subject["data"][:2]
        caption = f"{_capital(subject['metric'][0])} on {first} (A) and {second} (B): mean and lowest decile of clients."
        return {"kind": "table", "rows": rows, "caption": caption}

    def _ablation_table(self) -> dict[str, Any]:
        full = self.dice.decimal(70, 78)
        losses = {
            "full method": 0.0,
            "no common subspace": 3.4,
            "no pull": 0.2,
            "exact eigenvectors": 0.0,
            "random subspace": 4.3,
        }
        rows = [["Variant", _capital(self.subject["metric"][0]), "Spread"]]
        for name, loss in losses.items():
            spread = self.dice.decimal(2, 3) + (2.5 if name == "no pull" else 0)
            rows.append([_capital(name), f"{full - loss - self.dice.decimal(0, 0.3):.1f}", f"{spread:.1f}"])
        return {
            "kind": "table",
            "rows": rows,
            "caption": f"Ablation of {self.subject['method']}: mean and spread over clients.",
        }

    def _position_table(self) -> dict[str, Any]:
        caption = "What an agreement should settle, and the evidence that each point needs."
        return {"kind": "table", "rows": POSITION_TABLE, "caption": caption}

    def _line_chart(self) -> dict[str, Any]:
        subject = self.subject
        start = self.dice.decimal(70, 80)
        slopes = {subject["method"]: 0.3, subject["baseline"][1]: 1.1, subject["baseline"][0]: 1.7}
        series = [
            {
                "name": name,
                "values": [
                    round(start - slope * j * (1 + j / 5) - self.dice.decimal(0, 0.6), 1) for j in range(6)
                ],
            }
            for name, slope in slopes.items()
        ]
        caption = f"{_capital(subject['metric'][0])} against the {subject['factor'][0]}. Points are means over seeds."
        labels = (_capital(subject["factor"][0]), subject["metric"][0])
        spec = _chart("line", series, labels=labels, marks=list("123456"))
        return {"kind": "chart", "caption": caption, "spec": spec}

    def _bar_chart(self) -> dict[str, Any]:
        subject = self.subject
        names = [*subject["baseline"], subject["method"]]
        series = [
            {"name": name, "values": [self.dice.decimal(20 + 14 * i, 30 + 14 * i) for _ in range(4)]}
            for i, name in enumerate(names)
        ]
        group = f"Quartile of {subject['sites']}, smallest first"
        caption = f"Share of {subject['sites']} (per cent) that gain over acting alone, by size."
        spec = _chart("bar", series, labels=(group, "share"), marks=["1st", "2nd", "3rd", "4th"])
        return {"kind": "chart", "caption": caption, "spec": spec}

    def _algorithm(self) -> dict[str, Any]:
        steps = [
            "*input* start $theta^1$, rank $r$, decay $beta$",
            "*for* $t = 1, ..., T$ *do*",
            "#h(8pt) send $theta^t$ to the clients in $S_t$",
            "#h(8pt) each client trains $tau$ steps, returns $Delta_k^t$",
            r"#h(8pt) $M_t <- beta M_(t-1) + (1 - beta) sum_k Delta_k^t (Delta_k^t)^top$",
            "#h(8pt) $P_t <-$ projection on $r$ leading eigenvectors",
            r"#h(8pt) $theta^(t+1) <- theta^t + eta (P_t overline(Delta)^t + lambda m^t)$",
            "*return* $theta^(T+1)$",
        ]
        return {"kind": "algorithm", "title": f"One run of {self.subject['method']}", "lines": steps}


def _statement(label: str, text: str) -> dict[str, Any]:
    return {"kind": "statement", "label": label, "text": text}


def _chart(
    kind: str, series: list[dict[str, Any]], *, labels: tuple[str, str], marks: list[str]
) -> dict[str, Any]:
    values = [value for line in series for value in line["values"]]
    low = 0 if kind == "bar" else int(min(values) // 5 * 5)
    high = int(max(values) // 5 * 5 + 5)
    step = 5 if high - low <= 25 else 20
    ticks = list(range(-(-low // step) * step, high + 1, step))
    axes = {"x_label": labels[0], "y_label": labels[1], "x": marks, "low": low, "high": high, "ticks": ticks}
    return {"kind": kind, "series": series, **axes}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
