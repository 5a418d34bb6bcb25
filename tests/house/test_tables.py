"""Every table belongs to an organisation, and PostgreSQL holds it even where code forgets."""

import inspect
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

# Of the installation, not of an organisation; each is reached by a secret or by signing in.
OF_THE_INSTALLATION = {
    "front_firstsetup",
    "vault_master",
    "access_account",
    "access_onetimelink",
    "access_authenticator",
    "access_passkey",
    "access_recoverycode",
    "access_spentchallenge",
    "access_device",
    "access_tries",
    "access_overlap",
}
# Name an organisation, and are looked up before any is known: by the token of a visit, and by
# the account whose every organisation may see a reset and stop it.
BEFORE_ANY_WALL = {"access_visit", "access_factorreset"}
ITSELF = {"people_organisation"}


def tables() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}


def walled() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
            " WHERE c.relrowsecurity AND c.relforcerowsecurity"
        )
        return {name for (name,) in cursor.fetchall()}


def test_every_table_names_its_organisation() -> None:
    without = {
        name
        for name, model in tables().items()
        if "organisation_id" not in {field.column for field in model._meta.concrete_fields}
    }

    assert without - ITSELF == OF_THE_INSTALLATION & without


def test_every_table_of_an_organisation_has_its_wall(db: None) -> None:
    named = {
        name
        for name, model in tables().items()
        if "organisation_id" in {field.column for field in model._meta.concrete_fields}
    }
    if connection.vendor == "postgresql":
        assert sorted((named | ITSELF) - walled()) == sorted(BEFORE_ANY_WALL)
    else:  # the same migrations, as they are written
        rooms = {model._meta.app_label for name, model in tables().items() if name in named}
        for room in rooms:
            assert "wall(" in inspect.getsource(
                import_module(f"bield.{room}.migrations.0001_initial")
            )


def test_migrations_can_be_taken_back() -> None:
    loader = MigrationLoader(None)
    stuck = [
        f"{room}.{name}: {operation}"
        for (room, name), migration in loader.disk_migrations.items()
        for operation in migration.operations
        if not operation.reversible
    ]

    assert stuck == []


@pytest.mark.parametrize("room", sorted({model._meta.app_label for model in apps.get_models()}))
def test_migrations_are_one_line_per_room(room: str) -> None:
    assert len(MigrationLoader(None).graph.leaf_nodes(room)) == 1
