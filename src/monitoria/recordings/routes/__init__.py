"""/api/calls/:id/recordings, /api/recordings/batches and /api/recordings/listens."""

from monitoria.recordings.routes import batches, listens, recordings

ROUTERS = (recordings.router, batches.router, listens.router)
