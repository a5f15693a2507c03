"""What access decides before anything is asked of the database."""

from __future__ import annotations

from monitoria.platform.access import Actor, Facts, Permission, Role, allowed, decide
from monitoria.platform.database import new_id


def test_an_operator_who_became_an_evaluator_is_not_offered_his_own_calls() -> None:
    actor, own = Actor(new_id(), Role.EVALUATOR), (Permission.CALL_UPDATE, Permission.CALL_EVALUATE)
    assert allowed(actor, own, Facts(operator_id=actor.id)) == ["update"]
    assert allowed(actor, own, Facts(operator_id=new_id())) == ["update", "evaluate"]
    for permission in (Permission.EVALUATION_CREATE, Permission.EVALUATION_PUBLISH):
        assert not decide(actor, permission, Facts(operator_id=actor.id)).is_allowed
