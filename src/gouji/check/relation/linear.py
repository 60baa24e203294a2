"""Judged relations as equations that can be asked again with corrected cells."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from gouji.check.equation import Equation, Sign, Term
from gouji.check.relation.engine import Engine
from gouji.check.relation.instance import Addend, Instance


def equations(instances: Iterable[Instance], engine: Engine) -> Iterator[Equation]:
    """Those that hold or are broken; a stray last place is neither, and what only asks for zeros is no equation."""
    for instance in instances:
        sign = instance.formula.sign
        if instance.result in ("holds", "broken") and sign != "⇔" and sign != "⇒":
            yield _equation(instance, sign, engine)


def _equation(instance: Instance, sign: Sign, engine: Engine) -> Equation:
    addends = (*instance.left, *instance.right)
    finest = max((addend.ulp for addend in addends), default=Decimal(0))
    left = [_term(addend, 1, engine, instance.entry.id, finest) for addend in instance.left]
    right = [_term(addend, -1, engine, "", finest) for addend in instance.right]
    return Equation(
        rule=instance.entry.id,
        touched=touched(instance),
        terms=(*left, *right),
        sign=sign,
        offset=instance.offset,
        exact=engine.restated(instance),
    )


def touched(instance: Instance) -> tuple[str, ...]:
    """The ids of the cells that were compared."""
    return tuple(addend.cell.id for addend in (*instance.left, *instance.right) if addend.printed)


def _term(addend: Addend, side: int, engine: Engine, skip: str, finest: Decimal) -> Term:
    span = engine.wide(addend, skip)
    return Term(
        id=addend.cell.id,
        factor=addend.factor * side,
        value=addend.value * addend.factor,
        lo=span.lo if addend.printed else Decimal(0),
        hi=span.hi if addend.printed else Decimal(0),
        ulp=addend.ulp or finest,
        blank=not addend.printed,
    )
