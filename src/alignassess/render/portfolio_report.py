"""The portfolio: one page over many systems."""

from alignassess.render.environment import environment
from alignassess.render.portfolio_view import PortfolioView


def portfolio_markdown(view: PortfolioView) -> str:
    """The page in Markdown."""
    return environment().get_template("portfolio.md.j2").render(portfolio=view)


def portfolio_html(view: PortfolioView) -> str:
    """The page as one HTML file without script and without any outside request."""
    return environment().get_template("portfolio.html.j2").render(portfolio=view)
