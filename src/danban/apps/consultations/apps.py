from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "danban.apps.consultations"
    label = "consultations"

    def ready(self) -> None:
        from danban.apps.accounts import frames as faces
        from danban.apps.accounts import work
        from danban.apps.audit import labels
        from danban.apps.consultations.queries import opinions, rounds
        from danban.apps.drafts import frames

        labels.declare(
            {
                "consultations.submit": _("Tiếp nhận góp ý"),
                "consultations.withdraw": _("Người góp ý rút góp ý"),
                "consultations.open_round": _("Mở đợt lấy ý kiến"),
                "consultations.extend_round": _("Kéo dài đợt lấy ý kiến"),
                "consultations.close_round": _("Đợt lấy ý kiến kết thúc"),
                "consultations.ask_body": _("Gửi văn bản lấy ý kiến"),
                "consultations.record_answer": _("Ghi nhận văn bản trả lời"),
                "consultations.mark_silent": _("Ghi: không trả lời"),
                "consultations.add_batch": _("Gửi tệp ý kiến vào đợt"),
                "consultations.map_batch": _("Đọc lại tệp ý kiến"),
                "consultations.refuse_batch": _("Từ chối tệp ý kiến"),
                "consultations.start_taking": _("Bắt đầu tiếp nhận tệp ý kiến"),
                "consultations.take_batch": _("Tiếp nhận xong tệp ý kiến"),
                "consultations.stop_taking": _("Dừng tiếp nhận tệp ý kiến"),
                "consultations.undo_batch": _("Hoàn tác tệp ý kiến"),
                "consultations.take_tray_row": _("Tiếp nhận dòng cần xem"),
                "consultations.set_aside": _("Ghi: dòng không phải ý kiến"),
                "consultations.publish": _("Đăng ý kiến"),
                "consultations.hide": _("Không đăng ý kiến"),
            }
        )
        frames.add_tab(
            frames.Tab("rounds", _("Lấy ý kiến"), "consultations:rounds", 20, rounds.no_round)
        )
        frames.add_tab(
            frames.Tab("intake", _("Tiếp nhận"), "consultations:intake", 30, rounds.tray_open)
        )
        frames.add_tab(frames.Tab("review", _("Duyệt đăng"), "consultations:review", 40))
        frames.add_mark(frames.Mark(opinions.counts, opinions.may_speak, opinions.form_url))
        frames.add_milestones(rounds.milestones)
        frames.add_notes(rounds.list_notes)
        frames.add_block(
            frames.Block(
                "dossier-main",
                10,
                "consultations/dossier_round.html",
                lambda request, dossier, now: rounds.dossier_block(dossier, now),
            )
        )
        faces.add_home_block(
            faces.HomeBlock(
                10, "consultations/home_rounds.html", lambda request, now: rounds.home_block(now)
            )
        )
        faces.add_link(faces.Link("portal", _("Tra cứu mã tiếp nhận"), "consultations:receipt", 40))
        work.offer(rounds.waiting)
