"""The fixed cast. An owns the dossier, Bình helps, Chi works elsewhere and must see nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from danban.apps.accounts.models import User
from danban.apps.authorities.models import Authority, City, Membership
from danban.apps.consultations.models import Round
from danban.apps.drafts.models import Dossier, DossierMember, DraftVersion
from danban.apps.files.models import StoredFile
from danban.apps.library.models import Provision, Text

NOW = datetime(2026, 11, 9, 2, 0, tzinfo=UTC)  # 9 a.m. in Hà Nội
PASSWORD = "mat-khau-thu-nghiem"

# (eid, kind, number, heading, body, parent, depth)
TREE = [
    ("chp_1", "chapter", "I", "QUY ĐỊNH CHUNG", "", "", 0),
    ("art_1", "article", "1", "Phạm vi điều chỉnh", "Quy định về hè phố.", "chp_1", 1),
    ("art_2", "article", "2", "Đối tượng áp dụng", "", "chp_1", 1),
    ("art_2__cl_1", "clause", "1", "", "Hộ kinh doanh.", "art_2", 2),
    ("art_2__cl_2", "clause", "2", "", "Người dân sinh sống tại mặt phố, gồm:", "art_2", 2),
    ("art_2__cl_2__pt_a", "point", "a", "", "Chủ sở hữu nhà;", "art_2__cl_2", 3),
    ("art_2__cl_2__pt_đ", "point", "đ", "", "Người thuê nhà.", "art_2__cl_2", 3),
    ("art_3", "article", "3", "Hiệu lực thi hành", "Có hiệu lực từ ngày ký.", "chp_1", 1),
]


@dataclass(frozen=True, slots=True)
class World:
    city: City
    department: Authority
    justice: Authority
    ward: Authority
    other: Authority
    an: User
    binh: User
    head: User
    chi: User
    tuphap: User
    phuong: User
    dossier: Dossier
    version: DraftVersion
    round: Round


def account(name: str, at: Authority, role: str = Membership.Role.OFFICER) -> User:
    user = User.objects.create_user(
        name, f"{name}@mau.example", PASSWORD, display_name=f"{name.title()} (mẫu)"
    )
    Membership.objects.create(user=user, authority=at, role=role)
    return user


def text_of(
    title: str, rows: list[tuple[str, str, str, str, str, str, int]], now: datetime
) -> Text:
    """A text whose source is its lines; offsets point into it."""
    lines = [" ".join(part for part in (row[2], row[3], row[4]) if part) for row in rows]
    text = Text.objects.create(title=title, source="\n".join(lines), read_at=now)
    start = 0
    for position, (row, line) in enumerate(zip(rows, lines, strict=True)):
        eid, kind, number, heading, body, parent, depth = row
        Provision.objects.create(
            text=text,
            position=position,
            eid=eid,
            kind=kind,
            number=number,
            heading=heading,
            body=body,
            parent_eid=parent,
            depth=depth,
            start=start,
            end=start + len(line),
        )
        start += len(line) + 1
    return text


def build(now: datetime = NOW) -> World:
    """City, agencies, accounts, and a dossier with a published version and an open round."""
    city = City.objects.create(name="Thành phố thử nghiệm", sample_note="DỮ LIỆU MẪU")
    kinds = Authority.Kind
    department, justice, ward, other = (
        Authority.objects.create(
            name=name, short_name=name, slug=slug, kind=kind, place="Thử Nghiệm"
        )
        for name, slug, kind in (
            ("Sở Thử nghiệm", "so-thu-nghiem", kinds.DEPARTMENT),
            ("Sở Tư pháp", "so-tu-phap", kinds.JUSTICE),
            ("Ủy ban nhân dân phường Mẫu", "phuong-mau", kinds.WARD),
            ("Sở Khác", "so-khac", kinds.DEPARTMENT),
        )
    )
    an, binh, chi = account("an", department), account("binh", department), account("chi", other)
    head = account("head", department, Membership.Role.HEAD)
    tuphap, phuong = account("tuphap", justice), account("phuong", ward)
    dossier = Dossier.objects.create(
        title="Nghị quyết quy định về quản lý hè phố",
        short_title="Quản lý hè phố",
        slug="quan-ly-he-pho",
        document_type="province-council-resolution",
        lead=department,
        stage=Dossier.Stage.CONSULTING,
        contact_name="Phòng Pháp chế",
        registered_at=now - timedelta(days=30),
        published_at=now - timedelta(days=9),
    )
    DossierMember.objects.create(dossier=dossier, user=an, part=DossierMember.Part.OWNER)
    DossierMember.objects.create(dossier=dossier, user=binh, part=DossierMember.Part.HELPER)
    file = StoredFile.objects.create(
        sha256="0" * 64, name="du-thao.docx", size=1, kind="", stored_at=now
    )
    version = DraftVersion.objects.create(
        dossier=dossier,
        number=1,
        file=file,
        text=text_of(dossier.title, TREE, now),
        state=DraftVersion.State.PUBLISHED,
        added_at=now - timedelta(days=10),
        published_at=now - timedelta(days=9),
    )
    round_ = Round.objects.create(
        dossier=dossier,
        version=version,
        opens_at=now - timedelta(days=9),
        closes_on=date(2026, 11, 30),
        closes_at=datetime(2026, 11, 30, 17, 0, tzinfo=UTC),
        opened_by=an,
    )
    return World(
        city,
        department,
        justice,
        ward,
        other,
        an,
        binh,
        head,
        chi,
        tuphap,
        phuong,
        dossier,
        version,
        round_,
    )
