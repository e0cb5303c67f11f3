"""The only place that touches files: reading a project, writing whole files or none."""
