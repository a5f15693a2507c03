"""What a person should know about a sound that is not as it seems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitoria.recordings.rules.analysis import Analysis, Spans, analyse, analyse_mixed

NOTES: Mapping[str, str] = {
    "mono": "Gravação de um canal só: dá para medir o silêncio, mas não quem fala.",
    "equal-channels": "Os dois canais são iguais: dá para medir o silêncio, mas não quem fala.",
    "dead-channel": "Um canal está mudo: só um dos lados foi gravado.",
    "silent": "Não há som em nenhum canal.",
    "many-channels": "Há mais de dois canais: só os dois primeiros foram medidos.",
    "lying-length": "O arquivo anuncia outra duração; vale a que foi decodificada.",
    "damaged": "O arquivo está danificado ou cortado: o que se pôde ler vai até aqui.",
}
_PROBLEMS: Mapping[str, str] = {
    "undecodable": "O arquivo não tem som que se possa decodificar.",
    "took-too-long": "A leitura do arquivo passou do tempo permitido.",
    "decoder-died": "A leitura do arquivo foi interrompida: ele está danificado ou pede memória demais.",
    "lost": "O arquivo desta gravação não está mais guardado.",
}
TRANSCRIPTION_ASKED = "asked"
_ASK_ADMIN = "Peça a quem administra a instalação que {what} e peça a transcrição de novo."
_TRANSCRIPTION: Mapping[str, str] = {
    TRANSCRIPTION_ASKED: "A transcrição foi pedida: ela aparece aqui quando ficar pronta.",
    "model-missing": "A transcrição falhou: o modelo não está mais instalado. "
    + _ASK_ADMIN.format(what="ponha o modelo na pasta de MONITORIA_TRANSCRIPTION_MODEL"),
    "model-incomplete": "A transcrição falhou: falta um arquivo na pasta do modelo. "
    + _ASK_ADMIN.format(what="copie model.bin, config.json e tokenizer.json para ela"),
    "model-unreadable": "A transcrição falhou: o modelo está danificado ou é de outra versão. "
    + _ASK_ADMIN.format(what="copie a pasta do modelo outra vez"),
    "unheard": "A transcrição falhou: o modelo não conseguiu ouvir esta gravação. "
    "Ouça a gravação para conferir o som e peça de novo, ou junte uma transcrição feita fora.",
    "lost": "A transcrição falhou: o arquivo desta gravação não está mais guardado. Envie a gravação outra vez.",
}
_LEFT, _RIGHT = 0, 1
# Encoders pad and round; more than this is a false claim.
_HONEST_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Heard:
    """What decoding told: a list of speech and whether it is dead for each channel."""

    seconds: float
    said_seconds: float | None
    is_damaged: bool
    speech: Sequence[Spans]
    is_dead: Sequence[bool]
    is_same: bool

    @property
    def is_separate(self) -> bool:
        """Whether each side can be told by its own channel."""
        return len(self.speech) >= 2 and not self.is_same and not any(self.is_dead[:2])


def problem_sentence(code: str) -> str:
    """What a person reads about a recording that failed."""
    return _PROBLEMS.get(code, _PROBLEMS["undecodable"])


def transcription_sentence(code: str) -> str:
    """What a person reads about a transcription that is under way or failed, and what to do next."""
    return _TRANSCRIPTION.get(code, _TRANSCRIPTION["unheard"])


def analyse_heard(heard: Heard) -> Analysis:
    """The analysis that these channels allow."""
    if heard.is_separate:
        return analyse(heard.seconds, heard.speech[_LEFT], heard.speech[_RIGHT])
    alive = [spans for spans, dead in zip(heard.speech, heard.is_dead, strict=True) if not dead]
    return analyse_mixed(heard.seconds, alive[0] if alive else ())


def notes_of(heard: Heard) -> list[dict[str, object]]:
    """What to say about the sound: a stable word, the channel it speaks of (from 0) and the sentence."""
    found: list[tuple[str, int | None]] = [*_channel_notes(heard)]
    if heard.is_damaged:
        found.append(("damaged", None))
    if heard.said_seconds is not None and abs(heard.said_seconds - heard.seconds) > _HONEST_SECONDS:
        found.append(("lying-length", None))
    return [{"code": code, "channel": channel, "message": NOTES[code]} for code, channel in found]


def _channel_notes(heard: Heard) -> list[tuple[str, int | None]]:
    count = len(heard.speech)
    if all(heard.is_dead):
        return [("silent", None)]
    notes: list[tuple[str, int | None]] = [("many-channels", None)] if count > 2 else []
    if count == 1:
        notes.append(("mono", None))
    elif heard.is_same:
        notes.append(("equal-channels", None))
    notes += [("dead-channel", number) for number, dead in enumerate(heard.is_dead) if dead]
    return notes
