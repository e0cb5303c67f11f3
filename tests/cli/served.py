"""Settings that send an engine to the server of the tests."""

KEYS = {
    "DEEPL_AUTH_KEY": "0a1b2c3d-secret-deepl:fx",
    "MICROSOFT_TRANSLATOR_KEY": "secretmicrosoftkey0123456789abcd",
    "LIBRETRANSLATE_API_KEY": "secret-libre-key",
    "LLM_API_KEY": "sk-secret-llm-key",
}
ENGINES = {
    "google": "base_url: {}",
    "mymemory": "base_url: {}",
    "microsoft": "base_url: {}",
    "deep-libretranslate": "base_url: {}",
    "libretranslate": "base_url: {}",
    "deepl": "server_url: {}",
    "llm": "base_url: {}, model: tiny",
}
"""The online engines, each with the option that names its server."""
_SERVICE = {"deep-libretranslate": "libretranslate", "llm": "openai"}


def service(engine):
    """The server's name for an engine."""
    return _SERVICE.get(engine, engine)


def options(engine, server, more="", timeout=1.5):
    """The lines of l10n.yaml that name the engine."""
    url = server.url(service(engine))
    said = ENGINES[engine].format(f'"{url}"')
    return (
        f"engines: [{engine}]\nengine_options:\n  {engine}: {{{said}, timeout: {timeout}{more}}}\n"
    )
