"""/api/calls/:id/recordings and /api/recordings/batches."""

from monitoria.recordings.routes import batches, recordings

ROUTERS = (recordings.router, batches.router)
