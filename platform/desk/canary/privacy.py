"""What is kept of runs are addresses of ours, and of the canaries nothing else."""

from desk.foundation.privacy import ErasureStep, Impersonal

ERASURE: list[ErasureStep] = [Impersonal("canary_run", "which routes were tried, and what leaked")]
