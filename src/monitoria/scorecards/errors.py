"""Problems of scorecards."""

from __future__ import annotations

from monitoria.platform.errors import Conflict


class ScorecardMoveRefused(Conflict):
    slug = "scorecard-move-refused"
    title = "A ficha não permite isto agora"
    default_detail = "No estado em que está, a ficha não permite esta ação."


class DefaultScorecardStays(Conflict):
    slug = "default-scorecard-stays"
    title = "Esta é a ficha padrão"
    default_detail = "A ficha padrão não pode ser aposentada. Torne outra ficha padrão antes."


class NothingToPublish(Conflict):
    slug = "nothing-to-publish"
    title = "Nada a publicar"
    default_detail = "A ficha não tem rascunho: altere-a antes de publicar uma nova versão."


class ScorecardNotUsable(Conflict):
    slug = "scorecard-not-usable"
    title = "Ficha fora de uso"
    default_detail = "Só uma ficha publicada e não aposentada pode ser usada em uma monitoria nova."
