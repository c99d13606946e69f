from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountabilityConfig(AppConfig):
    name = "danban.apps.accountability"
    label = "accountability"

    def ready(self) -> None:
        from danban.apps.accountability import law, queries
        from danban.apps.accounts import frames as faces
        from danban.apps.accounts import work
        from danban.apps.audit import labels
        from danban.apps.authorities.access import is_officer
        from danban.apps.consultations.frames import use_rules
        from danban.apps.drafts import frames

        labels.declare(
            {
                "accountability.make_duty": _("Lập việc phải thực hiện theo quy định"),
                "accountability.follow_closing": _(
                    "Tính lại hạn theo ngày kết thúc đợt lấy ý kiến"
                ),
                "accountability.fulfil": _("Ghi nhận việc đã thực hiện"),
                "accountability.explain": _("Giải trình về việc thực hiện"),
                "accountability.confirm_rule": _("Xác nhận quy tắc pháp luật"),
            }
        )
        use_rules(law.rules)
        work.offer(queries.waiting)
        frames.add_tab(
            frames.Tab(
                "duties",
                _("Việc phải thực hiện"),
                "accountability:duties",
                70,
                queries.missing,
            )
        )
        faces.add_link(faces.Link("portal", _("Tình hình thực hiện"), "accountability:board", 30))
        faces.add_link(
            faces.Link(
                "workspace",
                _("Quy tắc pháp luật"),
                "accountability:rules",
                80,
                is_officer.test,
            )
        )
        faces.add_home_block(
            faces.HomeBlock(
                70,
                "accountability/home_board.html",
                lambda request, now: (
                    {"figures": found} if (found := queries.figures(now)).total else None
                ),
            )
        )
