"""What jobs are called, in words."""

from __future__ import annotations

from collections.abc import Mapping

from monitoria.system.rules.values import Language

# Each job of the queue, Portuguese and English; a guard checks that none is missing.
TASKS: Mapping[str, tuple[str, str]] = {
    "people:forget_what_expired": ("Esquecer acessos vencidos", "Forget expired sign-ins"),
    "recordings:measure_recording": ("Medir uma gravação", "Measure a recording"),
    "recordings:transcribe_recording": ("Transcrever uma gravação", "Transcribe a recording"),
    "recordings:sweep_files": ("Retirar arquivos de gravação sem dono", "Remove recording files nobody knows"),
    "recordings:expire_batches": ("Encerrar lotes de gravações esquecidos", "Close forgotten batches of recordings"),
    "recordings:remove_files": ("Apagar arquivos de gravação", "Delete recording files"),
    "evaluations:watch_deadlines": ("Acompanhar prazos das monitorias", "Watch the deadlines of evaluations"),
    "evaluations:sweep_contest_files": ("Retirar anexos sem contestação", "Remove attachments without a contest"),
    "imports:check_import": ("Conferir um arquivo a importar", "Check a file to import"),
    "imports:commit_import": ("Gravar uma importação", "Write an import"),
    "imports:undo_import": ("Desfazer uma importação", "Undo an import"),
    "imports:sweep_import_files": ("Retirar arquivos de importação sem dono", "Remove import files nobody knows"),
    "imports:remove_import_file": ("Apagar o arquivo de uma importação", "Delete the file of an import"),
    "coaching:remind_of_due_plans": ("Lembrar planos que vencem", "Remind of plans that fall due"),
    "audit:seal_audit_entries": ("Selar a trilha de auditoria", "Seal the audit trail"),
    "privacy:purge_what_expired": ("Apagar o que passou do prazo de guarda", "Delete what is past its retention"),
    "exports:run_export": ("Gerar uma exportação", "Make an export"),
    "exports:remove_export_file": ("Apagar o arquivo de uma exportação", "Delete the file of an export"),
    "exports:sweep_exports": ("Encerrar exportações vencidas", "Close expired exports"),
    "exports:sweep_export_files": ("Retirar arquivos de exportação sem dono", "Remove export files nobody knows"),
    "reports:send_due_reports": ("Enviar relatórios agendados", "Send scheduled reports"),
    "notifications:send_letters": ("Enviar cartas", "Send letters"),
    "notifications:send_due_letters": ("Enviar as cartas da vez", "Send the letters that are due"),
    "notifications:forget_old_notices": ("Esquecer avisos antigos", "Forget old notices"),
}


def task_words(task: str, language: Language) -> str:
    """The job in words; its own name where a version knew it that is no longer."""
    portuguese, english = TASKS.get(task, (task, task))
    return english if language is Language.ENGLISH else portuguese
