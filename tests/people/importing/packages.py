"""OneRoster packages, written from the published binding and from nothing in the product.

A trust of schools whose learners, adults and classes are invented. Who is in it depends on numbers
alone, so that a later package of the same trust is the same but for what was asked for.
"""

import csv
import io
import zipfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass

GIVEN = ("Aisha", "Bruno", "Chloë", "Dylan", "Efua", "Finn", "Grace", "Hana", "Idris", "Jude",
         "Kofi", "Lena", "Mirza", "Nia", "Oscar", "Priya", "Quinn", "Rosa", "Seán", "Tara",
         "Umar")  # fmt: skip
FAMILY = ("Abbot", "Bielska", "Crowe", "Dunmore", "Eze", "Fairley", "Grau", "Hollis", "Ivers",
          "Jankowski", "Keane", "Lund", "Marlowe", "Nunez", "O’Dell", "Pryce", "Quill", "Rahman",
          "Sorley", "Tamm", "Upton", "Varga", "Wray")  # fmt: skip
CLASS_OF = 25
NAMED = {"academicSessions": "sessions", "userProfiles": "profiles"}
EMPTY_11 = ("categories", "classResources", "courseResources", "lineItems", "resources", "results")
HEADS_11 = {
    "orgs": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
    "academicSessions": "sourcedId,status,dateLastModified,title,type,startDate,endDate,"
    "parentSourcedId,schoolYear",
    "courses": "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,"
    "orgSourcedId,subjects,subjectCodes",
    "classes": "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,"
    "location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods",
    "users": "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,"
    "givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password",
    "enrollments": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,"
    "userSourcedId,role,primary,beginDate,endDate",
    "demographics": "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,"
    "asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,"
    "demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,"
    "stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus",
}
HEADS_12 = {
    **HEADS_11,
    "users": "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,"
    "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,"
    "resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,"
    "primaryOrgSourcedId,pronouns",
    "roles": "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,"
    "orgSourcedId,userProfileSourcedId",
    "userProfiles": "sourcedId,status,dateLastModified,userSourcedId,profileType,vendorId,"
    "applicationId,description,credentialType,username,password",
}


@dataclass(frozen=True)
class Trust:
    """How many there are of each. Half of the people are learners, most others care for them."""

    people: int
    schools: int = 4
    version: str = "1.1"
    without: frozenset[int] = frozenset()  # learners who are in it no longer
    renamed: frozenset[int] = frozenset()  # learners who are called something else
    bulk: bool = True

    @property
    def learners(self) -> int:
        return self.people // 2

    @property
    def teachers(self) -> int:
        return max(1, self.people // 20)

    @property
    def carers(self) -> int:
        return self.people - self.learners - self.teachers

    def package(self) -> bytes:
        """The ZIP, as a system would write it: row by row, so that whoever measures what reading
        takes does not measure this."""
        heads = HEADS_12 if self.version == "1.2" else HEADS_11
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            _write(packed, "manifest", "propertyName,value", self._manifest(heads))
            for name, head in heads.items():
                _write(packed, name, head, getattr(self, f"_{NAMED.get(name, name)}")())
        return made.getvalue()

    def _manifest(self, heads: Collection[str]) -> Iterable[dict[str, str]]:
        kind = "bulk" if self.bulk else "delta"
        said = [
            ("manifest.version", "1.0"),
            ("oneroster.version", self.version),
            *((f"file.{name}", kind) for name in heads),
            *((f"file.{name}", "absent") for name in EMPTY_11),
            ("source.systemName", "Invented"),
            ("source.systemCode", "invented"),
        ]
        return [{"propertyName": name, "value": value} for name, value in said]

    def _orgs(self) -> Iterable[dict[str, str]]:
        yield {"sourcedId": "trust", "name": "Invented Trust", "type": "district"}
        for school in range(self.schools):
            yield {"sourcedId": f"school-{school}", "name": f"School {school}", "type": "school",
                   "parentSourcedId": "trust", "identifier": f"80{school:05}"}  # fmt: skip

    def _sessions(self) -> Iterable[dict[str, str]]:
        yield {"sourcedId": "year", "title": "2025/26", "type": "schoolYear",
               "startDate": "2025-09-01", "endDate": "2026-08-31",
               "schoolYear": "2026"}  # fmt: skip

    def _courses(self) -> Iterable[dict[str, str]]:
        yield {"sourcedId": "course", "title": "Everything", "orgSourcedId": "trust"}

    def _classes(self) -> Iterable[dict[str, str]]:
        for one in range(-(-self.learners // CLASS_OF)):
            yield {"sourcedId": f"class-{one}", "title": f"Class {one}", "classType": "homeroom",
                   "courseSourcedId": "course", "schoolSourcedId": self._school(one * CLASS_OF),
                   "termSourcedIds": "year"}  # fmt: skip

    def _school(self, learner: int) -> str:
        return f"school-{learner // CLASS_OF % self.schools}"

    def _users(self) -> Iterable[dict[str, str]]:
        for one in range(self.learners):
            if one not in self.without:
                yield self._user(f"learner-{one}", one, "student", self._school(one),
                                 agents=self._carers_of(one))  # fmt: skip
        for one in range(self.carers):
            yield self._user(f"carer-{one}", 7 * one + 3, "parent", self._school(one))
        for one in range(self.teachers):
            yield self._user(f"teacher-{one}", 11 * one + 5, "teacher",
                             self._school(one * CLASS_OF))  # fmt: skip

    def _carers_of(self, learner: int) -> str:
        return ",".join(dict.fromkeys(f"carer-{(learner + step) % self.carers}" for step in (0, 1)))

    def _user(
        self, key: str, number: int, role: str, school: str, agents: str = ""
    ) -> dict[str, str]:
        kind, _, own = key.partition("-")
        family = FAMILY[number % len(FAMILY)]
        if kind == "learner" and int(own) in self.renamed:
            family = f"{family}-Renamed"
        return {
            "sourcedId": key, "enabledUser": "true", "username": key, "orgSourcedIds": school,
            "role": role, "givenName": GIVEN[number % len(GIVEN)],
            "middleName": f"{number // len(FAMILY):x}", "familyName": family,
            "email": "" if kind == "learner" else f"{key}@trust.example",
            "agentSourcedIds": agents, "primaryOrgSourcedId": school, "password": "never-read",
        }  # fmt: skip

    def _roles(self) -> Iterable[dict[str, str]]:
        for user in self._users():
            yield {"sourcedId": f"role-{user['sourcedId']}", "userSourcedId": user["sourcedId"],
                   "roleType": "primary", "role": user["role"],
                   "orgSourcedId": user["orgSourcedIds"]}  # fmt: skip

    def _profiles(self) -> Iterable[dict[str, str]]:
        for one in range(self.teachers):
            yield {"sourcedId": f"profile-{one}", "userSourcedId": f"teacher-{one}",
                   "profileType": "LMS", "vendorId": "invented", "username": f"teacher-{one}",
                   "password": "never-read"}  # fmt: skip

    def _enrollments(self) -> Iterable[dict[str, str]]:
        for one in range(self.learners):
            if one not in self.without:
                yield self._enrolled(f"learner-{one}", "student", one)
        for one in range(min(self.teachers, -(-self.learners // CLASS_OF))):
            yield self._enrolled(f"teacher-{one}", "teacher", one * CLASS_OF)

    def _enrolled(self, user: str, role: str, learner: int) -> dict[str, str]:
        return {"sourcedId": f"in-{user}", "classSourcedId": f"class-{learner // CLASS_OF}",
                "schoolSourcedId": self._school(learner), "userSourcedId": user, "role": role,
                "primary": "true" if role == "teacher" else ""}  # fmt: skip

    def _demographics(self) -> Iterable[dict[str, str]]:
        for one in range(self.learners):
            if one not in self.without:
                day = f"{2010 + one % 8}-{one % 12 + 1:02}-{one % 28 + 1:02}"
                yield {"sourcedId": f"learner-{one}", "birthDate": day}


def _write(packed: zipfile.ZipFile, name: str, head: str, rows: Iterable[dict[str, str]]) -> None:
    with io.TextIOWrapper(packed.open(f"{name}.csv", "w"), "utf-8", newline="") as text:
        table = csv.DictWriter(text, head.split(","), restval="", extrasaction="ignore")
        table.writeheader()
        table.writerows(rows)
