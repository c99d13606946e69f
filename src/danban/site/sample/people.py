"""Agencies and accounts of the sample city, as plain values. No person here exists."""

from __future__ import annotations

from dataclasses import dataclass

MAIL_DOMAIN = "hailam.example"


@dataclass(frozen=True, slots=True)
class SampleAgency:
    """An agency; ``kind`` as in ``authorities`` (council, committee, department, justice, ward)."""

    slug: str
    name: str
    short_name: str
    kind: str
    superior: str = ""
    place: str = "Hải Lam"

    @property
    def mail(self) -> str:
        """The office's address in a domain reserved for examples."""
        return f"{self.slug}@{MAIL_DOMAIN}"


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """An account; ``role`` officer or head, ``agency`` a slug.

    ``part`` says what the account is for in the sample: owner (owns the dossier), helper, approver,
    justice, ward, ward-head, outsider (must see nothing of the dossier's workspace).
    """

    login: str
    name: str
    role: str
    agency: str
    part: str

    @property
    def mail(self) -> str:
        """An address in a domain reserved for examples."""
        return f"{self.login}@{MAIL_DOMAIN}"


_CITY = "Ủy ban nhân dân thành phố Hải Lam"

AGENCIES: tuple[SampleAgency, ...] = (
    SampleAgency(
        "hdnd-hai-lam", "Hội đồng nhân dân thành phố Hải Lam", "HĐND thành phố", "council"
    ),
    SampleAgency("ubnd-hai-lam", _CITY, "UBND thành phố", "committee"),
    SampleAgency(
        "so-xay-dung", "Sở Xây dựng thành phố Hải Lam", "Sở Xây dựng", "department", _CITY
    ),
    SampleAgency("so-tu-phap", "Sở Tư pháp thành phố Hải Lam", "Sở Tư pháp", "justice", _CITY),
    SampleAgency(
        "so-van-hoa-the-thao", "Sở Văn hóa và Thể thao thành phố Hải Lam",
        "Sở Văn hóa và Thể thao", "department", _CITY,
    ),
    SampleAgency(
        "phuong-ben-gom", "Ủy ban nhân dân phường Bến Gốm", "UBND phường Bến Gốm", "ward", _CITY,
        "Bến Gốm",
    ),
    SampleAgency(
        "phuong-vuon-dau", "Ủy ban nhân dân phường Vườn Dâu", "UBND phường Vườn Dâu", "ward", _CITY,
        "Vườn Dâu",
    ),
)  # fmt: skip

ACCOUNTS: tuple[SampleAccount, ...] = (
    SampleAccount("soan-thao", "Cán bộ soạn thảo (mẫu)", "officer", "so-xay-dung", "owner"),
    SampleAccount("phoi-hop", "Cán bộ phối hợp (mẫu)", "officer", "so-xay-dung", "helper"),
    SampleAccount("lanh-dao-so", "Lãnh đạo Sở Xây dựng (mẫu)", "head", "so-xay-dung", "approver"),
    SampleAccount("tu-phap", "Cán bộ Sở Tư pháp (mẫu)", "officer", "so-tu-phap", "justice"),
    SampleAccount("phuong", "Cán bộ phường Bến Gốm (mẫu)", "officer", "phuong-ben-gom", "ward"),
    SampleAccount(
        "lanh-dao-phuong", "Lãnh đạo phường Bến Gốm (mẫu)", "head", "phuong-ben-gom", "ward-head"
    ),
    SampleAccount(
        "nguoi-ngoai", "Cán bộ Sở khác (mẫu)", "officer", "so-van-hoa-the-thao", "outsider"
    ),
)


def agency(slug: str) -> SampleAgency:
    """The agency of that slug; raises KeyError for none."""
    for each in AGENCIES:
        if each.slug == slug:
            return each
    raise KeyError(slug)
