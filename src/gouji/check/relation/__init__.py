"""Table relations: a small formula language, evaluated by one engine over typed tables."""

from gouji.check.relation.rule import RelationRule, relation_rules

__all__ = ["RelationRule", "relation_rules"]
