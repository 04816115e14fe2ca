"""crd.py DEFINITION MANIFEST: does the manifest fit the schema of its custom resource? As strict as kubectl is: an unknown field is an error."""

import sys

import jsonschema
import yaml


def closed(schema):
    """The schema with every object closed to fields that it does not name, unless it says that it keeps them."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {
        key: {name: closed(each) for name, each in value.items()} if key == "properties" else closed(value)
        for key, value in schema.items()
    }
    if "properties" in schema and not schema.get("x-kubernetes-preserve-unknown-fields"):
        inner.setdefault("additionalProperties", False)
    return inner


definition, manifest = (yaml.safe_load(open(path, encoding="utf-8")) for path in sys.argv[1:])
names, spec = definition["spec"]["names"], definition["spec"]
group, version = manifest["apiVersion"].split("/")
if (group, manifest["kind"]) != (spec["group"], names["kind"]):
    sys.exit(f"{manifest['apiVersion']} {manifest['kind']} is not the {names['kind']} of {spec['group']}")
served = {each["name"]: each["schema"]["openAPIV3Schema"] for each in spec["versions"] if each["served"]}
if version not in served:
    sys.exit(f"version {version} is not served, expected one of {sorted(served)}")

schema = closed(served[version])
schema["properties"]["metadata"] = {"type": "object"}  # the schema of all objects, which definitions do not repeat
errors = list(jsonschema.Draft202012Validator(schema).iter_errors(manifest))
sys.exit("\n".join(f"{error.json_path}: {error.message}" for error in errors) or 0)
