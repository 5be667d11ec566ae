"""Charts of a profile, drawn by matplotlib; texts are in the profile's language.

    from balance.charts.look import Look
    from balance.charts.profile import profile_chart
    from balance.charts.rendering import as_png, as_pdf, as_svg

    chart = profile_chart(profile, questionnaire, look=Look(size="page", dark=False, title=True, name="Åse"))
    as_svg(chart)         # bytes, the same in any process, with `chart.about.alternative` in it
    chart.about           # title, alternative and stamp, in words

`balance.charts.words.alternative(profile, questionnaire)` gives the sentences alone. No module imports
matplotlib before something is drawn.
"""
