"""Sample data: a small exact installation to look at, and large ones to measure. Never in production."""

from monitoria.demo.large import install_large
from monitoria.demo.refusal import DemoRefused
from monitoria.demo.sample import install_sample

__all__ = ["DemoRefused", "install_large", "install_sample"]
