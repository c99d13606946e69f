from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RepliesConfig(AppConfig):
    name = "danban.apps.replies"
    label = "replies"

    def ready(self) -> None:
        from danban.apps.accounts import work
        from danban.apps.audit import labels
        from danban.apps.consultations import frames as consultations
        from danban.apps.drafts import frames
        from danban.apps.replies import queries

        labels.declare(
            {
                "replies.write": _("Soạn nội dung tiếp thu, giải trình"),
                "replies.ask": _("Trình nội dung tiếp thu, giải trình"),
                "replies.give_back": _("Trả lại nội dung tiếp thu, giải trình"),
                "replies.publish": _("Công bố nội dung tiếp thu, giải trình"),
                "replies.print_table": _("Lập bản tổng hợp"),
                "replies.publish_table": _("Công bố bản tổng hợp"),
            }
        )
        work.offer(queries.waiting)
        consultations.add_answer(queries.answers)
        frames.add_tab(
            frames.Tab("replies", _("Tiếp thu, giải trình"), "replies:desk", 60, queries.missing)
        )
        frames.add_tab(frames.Tab("tables", _("Bản tổng hợp"), "replies:tables", 65))
        frames.add_block(
            frames.Block("dossier-main", 60, "replies/block_answered.html", queries.block)
        )
