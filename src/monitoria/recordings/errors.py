"""Problems of recordings."""

from __future__ import annotations

from monitoria.platform.errors import Conflict, Invalid


class RecordingRefused(Invalid):
    slug = "recording-refused"
    title = "Gravação recusada"
    default_detail = "O arquivo não é uma gravação que o Monitoria saiba ler."


class MediaExtraMissing(RecordingRefused):
    slug = "media-extra-missing"
    title = "Formato sem suporte nesta instalação"
    default_detail = (
        "AAC/M4A, AMR, 3GP e WebM precisam do extra “media”, que não está nesta instalação: "
        "o administrador o instala com pip install 'monitoria[media]'."
    )


class TranscriptRefused(Invalid):
    slug = "transcript-refused"
    title = "Transcrição recusada"
    default_detail = "O arquivo não é uma transcrição em WebVTT nem em JSON."


class TranscriptionMissing(Conflict):
    slug = "transcription-missing"
    title = "Transcrição automática indisponível"
    default_detail = (
        "Esta instalação não transcreve sozinha: faltam o extra “transcription” (pip install "
        "'monitoria[transcription]') ou a pasta do modelo em MONITORIA_TRANSCRIPTION_MODEL."
    )


class BatchClosed(Conflict):
    slug = "batch-closed"
    title = "Lote encerrado"
    default_detail = "Este lote de gravações já foi confirmado ou descartado."


class RecordingNotReady(Conflict):
    slug = "recording-not-ready"
    title = "Gravação em preparo"
    default_detail = "Esta gravação ainda está sendo preparada. Tente de novo em instantes."


class RecordingNotPlayable(Conflict):
    slug = "recording-not-playable"
    title = "Gravação sem áudio tocável"
    default_detail = (
        "Esta gravação não pôde ser lida e por isso não pode ser tocada; o arquivo original pode ser baixado."
    )
